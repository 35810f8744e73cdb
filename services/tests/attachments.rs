//! Documents: taken by content, kept by hash, given out, removed; on both databases.

mod drafts;
mod support;

use bytes::Bytes;
use domain::Refusal;
use domain::attachments::{FileType, LARGEST, MOST_IN_SLOT};
use domain::filings::{List, Origin, SectionBody};
use drafts::*;
use futures::{StreamExt, TryStreamExt, stream as streams};
use services::{Actor, Error};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use support::*;

/// The files in the store, by their path in it.
fn stored(app: &TestApp) -> Vec<String> {
    let root = app.mail_folder().with_file_name("files");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for path in files(&folder) {
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path.strip_prefix(&root).unwrap().display().to_string()),
            }
        }
    }
    found.sort();
    found
}

async fn read(app: &TestApp, actor: &Actor, id: &str) -> Vec<u8> {
    let (_, bytes) = app.attachment(actor, id).await.unwrap();
    bytes.try_collect::<Vec<_>>().await.unwrap().concat()
}

#[tokio::test]
async fn documents_are_told_by_content_and_kept_by_hash() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        for (content, name, kept, file_type) in [
            (pdf("一"), "营业执照.pdf", "营业执照.pdf", FileType::Pdf),
            (jpeg(), "../照片.jpg", "照片.jpg", FileType::Jpeg),
            (png(), "scan.PNG", "scan.PNG", FileType::Png),
            (docx(), "声明.docx", "声明.docx", FileType::Docx),
            (xlsx(), "报表.pdf", "报表.pdf.xlsx", FileType::Xlsx),
        ] {
            let sha256: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
            let added =
                app.add_attachment(&acme, &id, "business_licence", None, name, stream(content.clone())).await.unwrap();
            assert_eq!((added.file_type, added.name.as_str()), (file_type, kept));
            assert_eq!((added.size, &added.sha256), (content.len() as u64, &sha256));
            assert!(stored(app).contains(&format!("{}/{sha256}", &sha256[..2])));
            assert_eq!(read(app, &acme, &added.id).await, content);
            assert!(app.filing(&acme, &id).await.unwrap().attachments.contains(&added));
        }
        assert_eq!(stored(app).len(), 5);
        app.ready().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn other_files_are_refused_and_leave_nothing_behind() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let refused = async |bytes: Vec<u8>| {
            findings(app.add_attachment(&acme, &id, "business_licence", None, "营业执照.pdf", stream(bytes)).await)
        };
        for disguised in [
            b"MZ\x90\0 a program".to_vec(),
            b"<html><script>alert(1)</script>".to_vec(),
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            b"GIF89a".to_vec(),
            b" %PDF-1.7".to_vec(),
            zip(&["setup.exe"]),
            zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
            zip(&["[Content_Types].xml", "ppt/presentation.xml"]),
        ] {
            let expected = ["attachments.business_licence: 只接受 PDF、JPEG、PNG、DOCX、XLSX 文件"];
            assert_eq!(refused(disguised).await, expected);
        }
        assert_eq!(refused(Vec::new()).await, ["attachments.business_licence: 文件是空的"]);
        assert_eq!(app.count("select count(*) from attachments").await, 0);
        assert_eq!(stored(app), [""; 0]);
    })
    .await;
}

/// A PDF of this many bytes, made as it is sent.
fn long(size: u64) -> impl futures::Stream<Item = services::Result<Bytes>> + Send {
    const PART: u64 = 64 * 1024;
    streams::iter(0..size.div_ceil(PART)).map(move |n| {
        let mut part = vec![b'a'; PART.min(size - n * PART) as usize];
        if n == 0 {
            part[..8].copy_from_slice(b"%PDF-1.7");
        }
        Ok(Bytes::from(part))
    })
}

#[tokio::test]
async fn size_is_counted_as_it_comes() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let added = app.add_attachment(&acme, &id, "safety_system", None, "a.pdf", long(LARGEST)).await.unwrap();
        assert_eq!(added.size, LARGEST);
        assert_eq!(read(app, &acme, &added.id).await.len() as u64, LARGEST);
        let refused = app.add_attachment(&acme, &id, "safety_system", None, "a.pdf", long(LARGEST + 1)).await;
        assert_eq!(findings(refused), ["attachments.safety_system: 文件不能超过20 MiB"]);

        let broken = long(10_000_000).take(100).chain(streams::iter([Err(Error::fault("connection reset"))]));
        let fault = app.add_attachment(&acme, &id, "safety_system", None, "a.pdf", broken).await;
        assert!(matches!(fault, Err(Error::Fault(_))));
        // People who go away while sending.
        let endless = long(10_000_000).take(100).chain(streams::pending());
        let sending = app.add_attachment(&acme, &id, "safety_system", None, "a.pdf", endless);
        assert!(tokio::time::timeout(std::time::Duration::from_millis(300), sending).await.is_err());
        // Their half is thrown away in the background.
        for _ in 0..100 {
            if stored(app).len() == 1 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("left behind: {:?}", stored(app));
    })
    .await;
}

#[tokio::test]
async fn equal_documents_are_one_object_until_the_last_is_deleted() {
    for_each_database(async |app| {
        let (acme, other) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let (id, theirs) = (draft(app, &acme).await, draft(app, &other).await);
        let first = upload(app, &acme, &id, "business_licence").await;
        let second = upload(app, &other, &theirs, "business_licence").await;
        assert_eq!(stored(app).len(), 1);
        app.delete_attachment(&acme, &first.id).await.unwrap();
        assert_eq!(refusal(app.attachment(&acme, &first.id).await), Refusal::NotFound);
        assert_eq!(read(app, &other, &second.id).await, pdf("business_licence"));
        app.delete_attachment(&other, &second.id).await.unwrap();
        assert_eq!(stored(app), [""; 0]);

        // However additions and deletions of the same bytes meet, what a row names is there.
        let mut last = upload(app, &acme, &id, "business_licence").await;
        for _ in 0..20 {
            let (added, deleted) = tokio::join!(
                app.add_attachment(&other, &theirs, "business_licence", None, "a.pdf", stream(pdf("business_licence"))),
                app.delete_attachment(&acme, &last.id),
            );
            deleted.unwrap();
            let added = added.unwrap();
            assert_eq!(read(app, &other, &added.id).await, pdf("business_licence"));
            last = upload(app, &acme, &id, "business_licence").await;
            app.delete_attachment(&other, &added.id).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_slot_must_exist_apply_and_have_room() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let add = async |slot: &str, row: Option<&str>| {
            app.add_attachment(&acme, &id, slot, row, "a.pdf", stream(pdf(slot))).await
        };
        assert_eq!(refusal(add("no_such_slot", None).await), Refusal::NotFound);
        assert_eq!(refusal(add("business_licence[1]", None).await), Refusal::NotFound);
        let unneeded = ["attachments.merger_agreement: 按当前填报的内容，不需要该项材料"];
        assert_eq!(findings(add("merger_agreement", None).await), unneeded);
        let mut merger = application();
        merger.origin = Some(Origin::Merger);
        app.save_section(&acme, &id, 0, &SectionBody::Application(merger)).await.unwrap();
        add("merger_agreement", None).await.unwrap();

        for _ in 0..MOST_IN_SLOT {
            add("business_licence", None).await.unwrap();
        }
        let full = ["attachments.business_licence: 每项材料最多上传20个文件"];
        assert_eq!(findings(add("business_licence", None).await), full);
    })
    .await;
}

#[tokio::test]
async fn a_rows_documents_go_with_it() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = draft(app, &acme).await;
        let row = drafts::add(app, &acme, &id, &performance("某工程")).await;
        let person = drafts::add(app, &acme, &id, &technician(1)).await;
        let add = async |row: Option<&str>| {
            app.add_attachment(&acme, &id, "contract", row, "合同.pdf", stream(pdf("合同"))).await
        };
        for wrong in [None, Some("0123"), Some(person.id.as_str()), Some("")] {
            assert_eq!(refusal(add(wrong).await), Refusal::NotFound);
        }
        let added = add(Some(&row.id)).await.unwrap();
        assert_eq!(added.row.as_ref(), Some(&row.id));
        assert_eq!(domain::attachments::slot(&added.slot).unwrap().list(), Some(List::Performance));
        upload(app, &acme, &id, "business_licence").await;
        app.delete_row(&acme, &id, &row.id, 1).await.unwrap();
        assert_eq!(app.filing(&acme, &id).await.unwrap().attachments.len(), 1);
        assert_eq!(stored(app).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn reviewers_read_what_was_submitted() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let reviewer = app.reviewer("east").await;
        let id = complete(app, &acme).await;
        let document = app.filing(&acme, &id).await.unwrap().attachments.remove(0);
        assert_eq!(refusal(app.attachment(&reviewer, &document.id).await), Refusal::NotFound);
        app.submit(&acme, &id, 1, "key-of-submission").await.unwrap();
        assert_eq!(read(app, &reviewer, &document.id).await, pdf(&document.slot));
        assert_eq!(refusal(app.delete_attachment(&reviewer, &document.id).await), Refusal::Forbidden);
        for stranger in [app.reviewer("north").await, app.enterprise("乙公司").await] {
            assert_eq!(refusal(app.attachment(&stranger, &document.id).await), Refusal::NotFound);
        }
    })
    .await;
}
