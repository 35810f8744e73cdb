//! What the browser gets and how fast it is: the size of its program, and editing one electrician among a thousand in Chromium.

use crate::Result;
use crate::http::Visitor;
use crate::server_process::root;
use serde::Deserialize;
use std::fs;
use std::path::Path;
use tokio::process::Command;

/// Bytes of all wasm and js as precompressed by brotli.
pub fn program_size() -> Result<u64> {
    fn sum(folder: &Path) -> Result<u64> {
        let mut bytes = 0;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if entry.file_type()?.is_dir() {
                bytes += sum(&entry.path())?;
            } else if name.ends_with(".wasm.br") || name.ends_with(".js.br") {
                bytes += entry.metadata()?.len();
            }
        }
        Ok(bytes)
    }
    match sum(&root().join("target/site/pkg"))? {
        0 => Err("target/site/pkg holds no precompressed wasm and js".into()),
        bytes => Ok(bytes),
    }
}

/// What `edit-latency.ts` measured, in milliseconds; one entry an edit.
#[derive(Deserialize)]
pub struct EditLatency {
    /// From the browser's time stamp of the click that saves, to the totals in the document having changed.
    pub changed: Vec<f64>,
    /// The same, to the frame that shows them.
    pub shown: Vec<f64>,
    /// The clicks that save as event timing reports them: to the frame after their handlers. Those under 16 ms it leaves out.
    pub events: Vec<f64>,
    /// The live check of the whole filing, for three categories, each time that it ran.
    pub checks: Vec<f64>,
    /// Version of Chromium.
    pub browser: String,
}

/// Edits electricians of the filing in Chromium.
///
/// # Errors
/// Why it could not be measured.
pub async fn edit_latency(visitor: &Visitor, filing: &str, folder: &Path) -> Result<EditLatency> {
    let modules = root().join("end2end/node_modules");
    let runner = modules.join(".bin/playwright");
    if !runner.exists() {
        return Err("end2end/node_modules has no Playwright".into());
    }
    let result = folder.join("edit-latency.json");
    let output = Command::new(runner)
        .args(["test", "--config", "bench/playwright.config.ts"])
        .current_dir(root())
        // The script is outside of end2end and finds its packages by this.
        .env("NODE_PATH", &modules)
        .env("BENCH_URL", format!("http://{}", visitor.address))
        .env("BENCH_COOKIE", &visitor.cookie)
        .env("BENCH_FILING", filing)
        .env("BENCH_RESULT", &result)
        .env("BENCH_OUTPUT", folder.join("playwright"))
        .output()
        .await?;
    if !output.status.success() {
        return Err(format!("edit-latency.ts failed: {}", String::from_utf8_lossy(&output.stdout)).into());
    }
    Ok(serde_json::from_slice(&fs::read(result)?)?)
}
