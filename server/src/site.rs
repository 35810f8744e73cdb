//! What Leptos needs to know, with defaults of our own, so that the program runs without cargo-leptos' environment too.

use crate::config::Config;
use crate::setting::WrongSetting;
use leptos::config::{Env, LeptosOptions};
use std::path::Path;

/// Must be the `output-name` in the root Cargo.toml.
const OUTPUT: &str = "licensing";
const HASHES: &str = "hash.txt";

/// Leptos' options.
///
/// # Errors
/// Names that cannot be known: without the file that lists the hashes, no page could be rendered.
pub fn options(config: &Config) -> Result<LeptosOptions, WrongSetting> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join(HASHES)));
    let hashes = beside.is_some_and(|path| path.exists());
    let hash_files = config.hash_files.unwrap_or(hashes);
    if hash_files && !hashes {
        return Err(WrongSetting::new(
            "LEPTOS_HASH_FILES",
            format!("must be false where no {HASHES} is beside the program"),
        ));
    }
    if !Path::new(&config.site_root).join("pkg").is_dir() {
        tracing::warn!(
            site_root = config.site_root,
            "LEPTOS_SITE_ROOT has no folder pkg: pages come without style and script"
        );
    }
    Ok(LeptosOptions::builder()
        .output_name(OUTPUT)
        .site_root(config.site_root.as_str())
        .site_addr(config.listen)
        // Only decides whether pages carry the script that reloads them, which needs LEPTOS_WATCH as well.
        .env(if std::env::var_os("LEPTOS_WATCH").is_some() { Env::DEV } else { Env::PROD })
        .hash_files(hash_files)
        .build())
}
