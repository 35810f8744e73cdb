//! What every answer of the site has in common: headers, cookies, refusals, static files.

mod support;

use app::api::ApiError;
use axum::body::Body;
use domain::Refusal;
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE, REFERER};
use serde_json::json;
use services::accounts::Origin;
use std::collections::HashSet;
use support::{Answer, PASSWORD, TestSite, request};

const SIGN_IN: &str = "account=head-office&password=high-mountains-small-moon";

async fn with_staff(public_url: &str) -> TestSite {
    let site = TestSite::at(public_url).await;
    let role = domain::accounts::Role::Administrator;
    site.services.create_staff("head-office", PASSWORD, "管理员", role, None).await.unwrap();
    site
}

/// What a server function refuses with, as our pages read it, whoever on the way to it refuses.
fn refusal(answer: &Answer) -> Refusal {
    match answer.parse() {
        ApiError::Refused(refusal) => refusal,
        ApiError::Network => panic!("not an answer"),
    }
}

fn nonces(answer: &Answer) -> Vec<String> {
    let policy = answer.header("content-security-policy");
    policy.split("'nonce-").skip(1).map(|rest| rest.split('\'').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_page_has_a_policy_with_a_nonce_of_its_own() {
    let site = TestSite::new().await;
    let mut seen = HashSet::new();
    for path in ["/sign-in", "/register", "/nowhere"] {
        let page = site.open(path, None).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("'wasm-unsafe-eval'")
                && !policy.contains("'unsafe-inline'")
                && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        let nonces = nonces(&page);
        assert!(!nonces.is_empty(), "{policy}");
        assert!(page.text().contains(&format!("nonce=\"{}\"", nonces[0])), "the scripts of {path} have another nonce");
        seen.insert(nonces[0].clone());
    }
    assert_eq!(seen.len(), 3, "a nonce was used twice");
}

#[tokio::test]
async fn every_answer_has_the_headers() {
    let site = TestSite::new().await;
    for path in ["/sign-in", "/nowhere", "/favicon.svg", "/api/nothing", "/healthz", "/attachments/1"] {
        let answer = site.open(path, None).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'self'"), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: not over TLS");
    }
    let answer = TestSite::at("https://licensing.example.cn").await.open("/sign-in", None).await;
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn nothing_but_files_is_kept_by_the_browser() {
    let site = TestSite::new().await;
    assert_eq!(site.open("/sign-in", None).await.header("cache-control"), "no-store");
    assert_eq!(site.json("/api/accounts/viewer", None, json!({})).await.header("cache-control"), "no-store");
    assert_eq!(site.open("/pkg/licensing.none.js", None).await.header("cache-control"), "no-store");
    assert_eq!(site.open("/pkg/licensing.js", None).await.header("cache-control"), "no-cache");
    assert_eq!(site.open("/favicon.svg", None).await.header("cache-control"), "public, max-age=3600");
}

#[tokio::test]
async fn a_request_id_is_ours() {
    let site = TestSite::new().await;
    let mut ids = HashSet::new();
    for _ in 0..2 {
        let asked = request("GET", "/healthz", None).header("x-request-id", "forged").body(Body::empty()).unwrap();
        ids.insert(site.call(asked).await.header("x-request-id").to_owned());
    }
    assert!(ids.len() == 2 && !ids.contains("forged"), "{ids:?}");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let site = TestSite::new().await;
    for path in [
        "/nowhere",
        "/filings",
        "/pkg/",
        "/pkg",
        "/recover/a/b",
        "/%00",
        "/%E4%B8%8D",
        "//evil.example",
        "/a/../../etc/passwd",
        "/favicon.svg/x",
    ] {
        let page = site.open(path, None).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}: {}", page.text());
        assert!(page.text().contains("页面不存在"), "{path}: {}", page.text());
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"] {
        let answer = site.call(request(method, "/nowhere", None).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.parse::<Refusal>(), Refusal::NotFound, "{method}");
    }
    let function = site.json("/api/nothing", None, json!({})).await;
    assert_eq!((function.status, refusal(&function)), (StatusCode::NOT_FOUND, Refusal::NotFound));
    assert_eq!(site.open("/metrics", None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let site = with_staff("http://127.0.0.1:3000").await;
    let form = |headers: &[(&str, &str)]| {
        let mut request = http::Request::post("/api/accounts/sign_in").header("host", "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(SIGN_IN)).unwrap()
    };
    for elsewhere in [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        let answer = site.call(form(elsewhere)).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::FORBIDDEN, ""), "{elsewhere:?}");
        assert_eq!(refusal(&answer), Refusal::Forbidden);
    }
    for here in [&[("sec-fetch-site", "same-origin")][..], &[("origin", "http://127.0.0.1:3000")], &[]] {
        assert!(!site.call(form(here)).await.header("set-cookie").is_empty(), "{here:?}");
    }
    let put = http::Request::put("/attachments?filing=a&slot=b&name=c").header("sec-fetch-site", "cross-site");
    assert_eq!(site.call(put.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);
    let delete = http::Request::delete("/attachments/a").header("sec-fetch-site", "cross-site");
    assert_eq!(site.call(delete.body(Body::empty()).unwrap()).await.parse::<Refusal>(), Refusal::Forbidden);
}

#[tokio::test]
async fn the_session_cookie_is_for_the_server_alone() {
    for (public_url, name, secure) in
        [("http://127.0.0.1:3000", "session", false), ("https://licensing.example.cn", "__Host-session", true)]
    {
        let site = with_staff(public_url).await;
        let answer = site.form("/api/accounts/sign_in", None, SIGN_IN).await;
        let cookie = answer.header("set-cookie").to_owned();
        let parts: Vec<&str> = cookie.split("; ").collect();
        let token = parts[0].strip_prefix(&format!("{name}=")).unwrap_or_else(|| panic!("{cookie}"));
        assert_eq!(token.len(), 64, "{cookie}");
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(parts.contains(&attribute), "{cookie}");
        }
        assert_eq!(parts.contains(&"Secure"), secure, "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");

        let viewer = |name: &str| {
            let request = http::Request::post("/api/accounts/viewer").header("cookie", format!("{name}={token}"));
            request.header(CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap()
        };
        assert!(site.call(viewer(name)).await.text().contains("head-office"));
        assert_eq!(site.call(viewer(&format!("{name}2"))).await.text(), "null");
        let again = site.form("/api/accounts/sign_in", None, SIGN_IN).await;
        assert!(!again.header("set-cookie").contains(token), "a session's id was given twice");
    }
}

#[tokio::test]
async fn a_form_without_a_script_is_answered_with_a_redirect() {
    let site = with_staff("http://127.0.0.1:3000").await;
    let post = |body: &str| {
        let request = request("POST", "/api/accounts/sign_in", None).header(ACCEPT, "text/html");
        let request = request.header(REFERER, "http://127.0.0.1:3000/sign-in");
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body.to_owned())).unwrap()
    };
    let answer = site.call(post(SIGN_IN)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/"));
    let answer = site.call(post(&format!("{SIGN_IN}&next=%2F%2Fevil.example"))).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/"));
    let answer = site.call(post("account=head-office&password=wrong-wrong-wrong")).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(answer.header("location").starts_with("/sign-in?"), "{}", answer.header("location"));
    assert!(!answer.header("location").contains("wrong"), "a password in an address");
}

#[tokio::test]
async fn a_body_has_an_end() {
    let site = TestSite::new().await;
    let large = request("POST", "/api/accounts/viewer", None).header(CONTENT_TYPE, "application/json");
    let answer = site.call(large.body(Body::from(vec![b' '; 2 * 1024 * 1024 + 1])).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(matches!(refusal(&answer), Refusal::NotNow { .. }));
    for nonsense in ["", "{", "[]", "{\"name\":1}", "\u{0}"] {
        let request = request("POST", "/api/enterprises/organisations", None).header(CONTENT_TYPE, "application/json");
        let answer = site.call(request.body(Body::from(nonsense)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{nonsense:?}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_session_that_has_ended_is_told_so() {
    let site = with_staff("http://127.0.0.1:3000").await;
    let token = site.sign_in("head-office", PASSWORD).await;
    assert_eq!(site.json("/api/notices/to_dos", Some(&token), json!({})).await.status, StatusCode::OK);
    let actor = site.services.authenticate(&token, &Origin::default()).await.unwrap().unwrap();
    site.services.sign_out(&actor).await.unwrap();
    let answer = site.json("/api/notices/to_dos", Some(&token), json!({})).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text().contains("signed_out"), "{}", answer.text());
    let page = site.open("/password", Some(&token)).await;
    assert_eq!((page.status, page.header("location")), (StatusCode::FOUND, "/sign-in?next=%2Fpassword"));
}

#[tokio::test]
async fn a_database_that_is_away_is_not_the_same_as_being_signed_out() {
    let site = with_staff("http://127.0.0.1:3000").await;
    let token = site.sign_in("head-office", PASSWORD).await;
    site.services.close().await;
    let answer = site.json("/api/notices/to_dos", Some(&token), json!({})).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(matches!(refusal(&answer), Refusal::Unavailable { .. }));
    assert_eq!(site.open("/readyz", None).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.open("/healthz", None).await.status, StatusCode::OK);
}
