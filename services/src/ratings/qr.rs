//! A QR code as the path of an SVG.

use crate::{Error, Result};
use fast_qr::qr::QRBuilder;
use std::fmt::Write;

/// How many modules a side has, and the dark ones as a path: runs along the rows, each a rectangle of height one.
pub(crate) fn symbol(text: &str) -> Result<(usize, String)> {
    let code = QRBuilder::new(text).build().map_err(|error| Error::fault(format!("no QR code: {error:?}")))?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let run = (column..code.size).take_while(|&column| code[row][column].value()).count();
            if run > 0 {
                let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
            }
            column += run.max(1);
        }
    }
    Ok((code.size, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_coarse_symbol_with_its_three_corners() {
        let (size, path) =
            symbol(&format!("https://permits.example.cn/rate/{}", "0123456789abcdef".repeat(2))).unwrap();
        assert!((29..=41).contains(&size), "{size}");
        assert!(path.starts_with("M0 0h7v1h-7z"));
        assert!(path.contains(&format!("M{} 0h7v1h-7z", size - 7)));
        assert!(path.contains(&format!("M0 {}h7v1h-7z", size - 1)));
    }
}
