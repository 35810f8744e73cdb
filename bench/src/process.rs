//! Memory of a process, as Linux tells it.

use crate::Result;
use std::fs;

/// Makes the kernel forget the peak so far.
pub fn forget_peak(pid: u32) -> Result<()> {
    Ok(fs::write(format!("/proc/{pid}/clear_refs"), "5")?)
}

/// Most memory held since [`forget_peak`], in bytes.
pub fn peak(pid: u32) -> Result<u64> {
    figure(pid, "VmHWM:")
}

/// Memory held now, in bytes.
pub fn resident(pid: u32) -> Result<u64> {
    figure(pid, "VmRSS:")
}

fn figure(pid: u32, name: &str) -> Result<u64> {
    let path = format!("/proc/{pid}/status");
    let status = fs::read_to_string(&path)?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibibytes =
        line.and_then(|rest| rest.trim().strip_suffix(" kB")).and_then(|digits| digits.trim().parse::<u64>().ok());
    Ok(kibibytes.ok_or_else(|| format!("{path} has no {name}"))? * 1024)
}
