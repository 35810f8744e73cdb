use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Rendering a page makes many small allocations, and checking a password one of 19 MiB; the system's allocator is slow at
/// the first and keeps the second in one arena per thread (bench/README.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::cli::main()
}
