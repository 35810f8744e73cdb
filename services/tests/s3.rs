//! The store on a real S3 server, in a process of its own.

mod drafts;
mod support;

use bytes::Bytes;
use drafts::*;
use futures::{StreamExt, TryStreamExt, stream as streams};
use services::Services;
use services::attachments::Storage;
use services::context::System;
use services::notices::Mailer;
use std::env;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use support::*;

/// A running s3s-fs with one bucket; stopped when dropped.
struct S3 {
    process: Child,
    port: u16,
}

impl S3 {
    fn start(folder: &std::path::Path) -> S3 {
        std::fs::create_dir(folder.join("documents")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program())
            .args(["--host", "127.0.0.1", "--access-key", "key", "--secret-key", "secret", "--port", &port.to_string()])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("s3s-fs is missing: run .ci/tools test");
        let server = S3 { process, port };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("s3s-fs does not answer");
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where `.ci/tools` puts it.
fn program() -> PathBuf {
    let tools = env::var_os("LICENSING_TOOLS").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/licensing-tools"));
    let there = [tools, home].into_iter().flatten().map(|folder| folder.join("bin/s3s-fs")).find(|file| file.exists());
    there.unwrap_or_else(|| "s3s-fs".into())
}

/// Credentials come from the environment, so the test runs itself again in one that has them.
#[test]
fn documents_are_kept_in_s3() {
    let folder = tempfile::tempdir().unwrap();
    let server = S3::start(folder.path());
    let run = Command::new(env::current_exe().unwrap())
        .args(["--exact", "inside_beside_an_s3_server", "--include-ignored", "--nocapture"])
        .env("AWS_ACCESS_KEY_ID", "key")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("TEST_STORAGE_URL", format!("s3://documents?endpoint=http://127.0.0.1:{}&region=cn-east-1", server.port))
        .env("TEST_STORAGE_FOLDER", folder.path().join("documents"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    // Without the server the application is not ready, and says so instead of losing documents.
    drop(server);
}

#[tokio::test]
#[ignore = "run by documents_are_kept_in_s3"]
async fn inside_beside_an_s3_server() {
    for_each_database(async |app| {
        let storage = Storage::open(&env::var("TEST_STORAGE_URL").unwrap()).unwrap();
        storage.ready().await.unwrap();
        let folder = PathBuf::from(env::var_os("TEST_STORAGE_FOLDER").unwrap());
        let mailer = Mailer::folder(app.mail_folder());
        let clock = app.clock.clone();
        let services = Services::new(app.db.clone(), storage, mailer, "http://localhost", clock, Arc::new(System));
        services.ready().await.unwrap();

        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        // Small ones go in one request, large ones in parts.
        let large = streams::iter(0..120).map(|n| match n {
            0 => Ok(Bytes::from_static(b"%PDF-1.7")),
            _ => Ok(Bytes::from(vec![n; 100_000])),
        });
        let small = upload(&services, &acme, &id, "business_licence").await;
        let large = services.add_attachment(&acme, &id, "safety_system", None, "制度.pdf", large).await.unwrap();
        assert_eq!(large.size, 8 + 119 * 100_000);
        for document in [&small, &large] {
            let (found, bytes) = services.attachment(&acme, &document.id).await.unwrap();
            let bytes = bytes.try_collect::<Vec<_>>().await.unwrap().concat();
            assert_eq!((&found, bytes.len() as u64), (document, document.size));
            assert!(folder.join(&document.sha256[..2]).join(&document.sha256).is_file());
            services.delete_attachment(&acme, &document.id).await.unwrap();
            assert!(!folder.join(&document.sha256[..2]).join(&document.sha256).exists());
        }
        let refused = services.add_attachment(&acme, &id, "safety_system", None, "a.pdf", stream(b"MZ".as_slice()));
        assert_eq!(findings(refused.await).len(), 1);
        let left: Vec<_> = files(&folder.join("incoming")).into_iter().filter(|path| path.is_file()).collect();
        assert!(left.is_empty(), "{left:?}");
    })
    .await;
}

#[test]
fn a_wrong_storage_url_is_explained() {
    for (url, reason) in [
        ("data/files", "relative URL without a base"),
        ("ftp://x/y", "storage is file:///… or s3://…, not ftp:"),
        ("s3://bucket?colour=red", "the storage URL knows endpoint and region, not colour"),
    ] {
        let error = Storage::open(url).err().unwrap().to_string();
        assert!(error.contains(reason), "{error}");
    }
}
