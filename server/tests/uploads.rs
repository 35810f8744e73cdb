//! Documents through HTTP: in, out, away, and what is not taken.

mod support;

use axum::body::{Body, Bytes};
use domain::Refusal;
use domain::attachments::{Attachment, FileType, LARGEST};
use domain::filings::{Kind, Track};
use futures::stream;
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE};
use services::accounts::Origin;
use support::{Answer, TestSite, registration, request};

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

/// A site with an enterprise that has a draft.
struct Draft {
    site: TestSite,
    token: String,
    filing: String,
}

impl Draft {
    async fn new() -> Draft {
        let site = TestSite::new().await;
        let token = site.services.register(&registration("uploader"), &Origin::default()).await.unwrap().token;
        let actor = site.services.authenticate(&token, &Origin::default()).await.unwrap().unwrap();
        let filing =
            site.services.start_filing(&actor, Kind::NewLicence, Track::General, "key-of-the-test").await.unwrap();
        Draft { site, token, filing }
    }

    async fn put(&self, slot: &str, name: &str, body: impl Into<Body>) -> Answer {
        let path = format!("/attachments?filing={}&slot={slot}&row=&name={name}", self.filing);
        // The browser's word on what it is counts for nothing.
        let request = request("PUT", &path, Some(&self.token)).header(CONTENT_TYPE, "image/png");
        self.site.call(request.body(body.into()).unwrap()).await
    }

    async fn call(&self, method: &str, path: &str) -> Answer {
        self.site.call(request(method, path, Some(&self.token)).body(Body::empty()).unwrap()).await
    }
}

fn finding_on(answer: &Answer) -> String {
    match answer.parse() {
        Refusal::Invalid { findings } => findings[0].path.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_document_goes_in_and_comes_out() {
    let draft = Draft::new().await;
    let answer = draft.put("business_licence", "%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7.pdf", PDF).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let attachment: Attachment = answer.parse();
    assert_eq!(
        (attachment.name.as_str(), attachment.file_type, attachment.size),
        ("营业执照.pdf", FileType::Pdf, PDF.len() as u64)
    );
    let path = format!("/attachments/{}", attachment.id);

    let document = draft.call("GET", &path).await;
    assert_eq!((document.status, &document.body[..]), (StatusCode::OK, PDF));
    assert_eq!(document.header("content-type"), "application/pdf");
    assert_eq!(document.header("x-content-type-options"), "nosniff");
    assert_eq!(document.header("cache-control"), "no-store");
    let name = "attachment; filename=\"document.pdf\"; filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7.pdf";
    assert_eq!(document.header("content-disposition"), name);
    assert!(document.header("content-security-policy").starts_with("default-src 'none';"));
    assert_eq!(document.header("content-length"), PDF.len().to_string());

    assert!(draft.call("GET", &format!("{path}?preview")).await.header("content-disposition").starts_with("inline;"));
    assert_eq!(draft.call("DELETE", &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(draft.call("GET", &path).await.parse::<Refusal>(), Refusal::NotFound);
    assert_eq!(draft.call("DELETE", &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_what_browsers_show_is_shown() {
    let draft = Draft::new().await;
    let zip = |names: &[&str]| {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for name in names {
            let (length, at) = ((name.len() as u32).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
            bytes.extend([&b"PK\x03\x04\x14\0"[..], &[0; 20], &length, name.as_bytes()].concat());
            directory
                .extend([&b"PK\x01\x02\x14\0\x14\0"[..], &[0; 20], &length, &[0; 10], &at, name.as_bytes()].concat());
        }
        let (start, size) = ((bytes.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
        let count = (names.len() as u16).to_le_bytes();
        bytes.extend(directory);
        bytes.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &start, &[0; 2]].concat());
        bytes
    };
    let docx = zip(&["[Content_Types].xml", "word/document.xml"]);
    for (body, kind) in [(PNG.to_vec(), "inline;"), (docx, "attachment;")] {
        let attachment: Attachment = draft.put("premises_proof", "a", body).await.parse();
        let answer = draft.call("GET", &format!("/attachments/{}?preview", attachment.id)).await;
        assert!(answer.header("content-disposition").starts_with(kind), "{}", answer.header("content-disposition"));
        assert_eq!(answer.header("content-type"), attachment.file_type.code());
    }
}

#[tokio::test]
async fn what_is_not_taken_is_said() {
    let draft = Draft::new().await;
    for disguised in [&b"<html><script>alert(1)</script>"[..], b"MZ\x90\0", b"GIF89a", b""] {
        let answer = draft.put("business_licence", "a.pdf", disguised).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        assert_eq!(finding_on(&answer), "attachments.business_licence");
    }
    let answer = draft.put("nothing", "a.pdf", PDF).await;
    assert_eq!(answer.parse::<Refusal>(), Refusal::NotFound);
    let unnamed = request("PUT", "/attachments?filing=a", Some(&draft.token)).body(Body::from(PDF)).unwrap();
    assert_eq!(draft.site.call(unnamed).await.status, StatusCode::NOT_FOUND);
    let unsigned = request("PUT", "/attachments?filing=a&slot=b&name=c", None).body(Body::from(PDF)).unwrap();
    assert_eq!(draft.site.call(unsigned).await.parse::<Refusal>(), Refusal::SignedOut);
    for method in ["GET", "DELETE"] {
        let answer = draft.call(method, "/attachments/%ff").await;
        assert_eq!((answer.status, answer.parse()), (StatusCode::NOT_FOUND, Refusal::NotFound), "{method}");
    }
    let page = request("GET", "/attachments/%ff", Some(&draft.token)).header(ACCEPT, "text/html").body(Body::empty());
    assert!(draft.site.call(page.unwrap()).await.text().contains("没有找到该内容"));
    let page = request("GET", "/attachments/1", Some(&draft.token)).header(ACCEPT, "text/html").body(Body::empty());
    assert!(draft.site.call(page.unwrap()).await.text().contains("没有找到该内容"));
}

#[tokio::test]
async fn the_largest_is_taken_and_one_byte_more_is_not() {
    let draft = Draft::new().await;
    for (size, status) in [(LARGEST, StatusCode::CREATED), (LARGEST + 1, StatusCode::UNPROCESSABLE_ENTITY)] {
        let mut left = size as usize;
        let mut parts = vec![Bytes::from_static(PDF)];
        left -= PDF.len();
        while left > 0 {
            let part = left.min(64 * 1024);
            parts.push(Bytes::from(vec![b' '; part]));
            left -= part;
        }
        let body = Body::from_stream(stream::iter(parts.into_iter().map(Ok::<_, std::io::Error>)));
        let answer = draft.put("business_licence", "a.pdf", body).await;
        assert_eq!(answer.status, status, "{size}: {}", answer.text());
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let draft = Draft::new().await;
    let parts = [Ok(Bytes::from_static(PDF)), Err(std::io::Error::other("the client went away"))];
    let answer = draft.put("business_licence", "a.pdf", Body::from_stream(stream::iter(parts))).await;
    assert!(matches!(answer.parse(), Refusal::NotNow { .. }));
    let actor = draft.site.services.authenticate(&draft.token, &Origin::default()).await.unwrap().unwrap();
    assert!(draft.site.services.filing(&actor, &draft.filing).await.unwrap().attachments.is_empty());
    assert_eq!(draft.site.stored_files(), Vec::<String>::new());
}
