//! Rating from a phone whose browser runs no script: a plain form, posted.

mod support;

use axum::body::Body;
use domain::accounts::Role;
use domain::ratings::{Indicator, Satisfaction};
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE};
use services::accounts::Origin;
use support::{Answer, PASSWORD, TestSite, request};

/// The secret part of a code's link.
async fn code(site: &TestSite) -> String {
    site.services.create_staff("the-reviewer", PASSWORD, "审核员", Role::Reviewer, Some("east")).await.unwrap();
    let token = site.sign_in("the-reviewer", PASSWORD).await;
    let origin = Origin { address: "192.0.2.1".into() };
    let reviewer = site.services.authenticate(&token, &origin).await.unwrap().unwrap();
    let id = site.services.make_visit_code(&reviewer, "一号窗口", site.services.today()).await.unwrap();
    let link = site.services.rating_code(&reviewer, &id).await.unwrap().link;
    link.strip_prefix("http://127.0.0.1:3000/rate/").unwrap().to_owned()
}

async fn post(site: &TestSite, token: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("token", token).append_pair("key", "0123456789abcdef");
    for (name, value) in fields {
        body.append_pair(name, value);
    }
    let request = request("POST", "/api/ratings/rate", None)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "text/html");
    site.call(request.body(Body::from(body.finish())).unwrap()).await
}

#[tokio::test]
async fn a_form_posted_without_a_script_rates_and_what_is_wrong_with_it_comes_back() {
    let site = TestSite::new().await;
    let token = code(&site).await;
    let page = site.open(&format!("/rate/{token}"), None).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    for part in
        ["一号窗口", "action=\"/api/ratings/rate\"", "form[satisfaction]", "form[reasons][]", "form[mobile]", &token]
    {
        assert!(html.contains(part), "{part}");
    }

    let filled = [
        ("form[satisfaction]", "dissatisfied"),
        ("form[reasons][]", "service_attitude"),
        ("form[reasons][]", "service_level"),
        ("form[comment]", "等了太久"),
        ("form[name]", "王女士"),
    ];
    let wrong = [filled.as_slice(), &[("form[mobile]", "13800")]].concat();
    let answer = post(&site, &token, &wrong).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    let back = answer.header("location").to_owned();
    assert!(back.starts_with(&format!("/rate/{token}?")), "{back}");
    assert!(
        !back.contains("13800") && !back.contains("%E7%8E%8B"),
        "neither mobile nor name stand in an address: {back}"
    );
    let html = site.open(&back, None).await.text();
    assert!(html.contains("请输入正确的手机号码") && html.contains("等了太久"));
    assert_eq!(html.matches(" checked").count(), 3, "the grade and two reasons");

    let right = [filled.as_slice(), &[("form[mobile]", "13800138000")]].concat();
    let answer = post(&site, &token, &right).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    let receipt = answer.header("location").strip_prefix("/rated/").unwrap().to_owned();
    let rating = site.services.rating_receipt(&receipt).await.unwrap();
    assert_eq!(rating.satisfaction, Satisfaction::Dissatisfied);
    let said = |indicator: Indicator| indicator.reason(Some(Satisfaction::Dissatisfied)).to_owned();
    assert_eq!(rating.reasons, [said(Indicator::ServiceLevel), said(Indicator::ServiceAttitude)]);
    let html = site.open(&format!("/rated/{receipt}"), None).await.text();
    assert!(html.contains("感谢您的评价") && html.contains("138****8000") && !html.contains("13800138000"));
    assert_eq!(site.open("/rated/0123456789abcdef0123456789abcdef", None).await.status, StatusCode::NOT_FOUND);
}
