//! The authorisation table, walked: every endpoint in every role, on somebody's filing that has been decided.

mod access_fixture;
mod support;

use access_fixture::{Fixture, Who};
use domain::accounts::Role;
use http::StatusCode;
use leptos::server_fn::axum::server_fn_paths;
use server::endpoints::{Access, ENDPOINTS, Endpoint};
use server::router::{own_routes, pages};
use services::Permission;
use services::access::Reach;
use std::collections::BTreeSet;
use support::Answer;

/// What came of a call, as far as authorisation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Allowed,
    SignIn,
    Forbidden,
    NotFound,
}

fn expected(access: Access, who: Who) -> Outcome {
    let (permission, names_a_row) = match access {
        Access::Public => return Outcome::Allowed,
        Access::Own(permission) => (permission, false),
        Access::Row(permission) => (permission, true),
    };
    let Some(role) = who.role() else { return Outcome::SignIn };
    match permission.reach(role) {
        Reach::Nothing => Outcome::Forbidden,
        // An office has no registration of its own.
        Reach::OwnOffice if access == Access::Own(Permission::ReadEnterprise) => Outcome::NotFound,
        Reach::OwnEnterprise | Reach::OwnOffice if names_a_row && who.is_stranger() => Outcome::NotFound,
        Reach::OwnEnterprise | Reach::OwnOffice | Reach::Oneself => Outcome::Allowed,
    }
}

fn outcome(answer: &Answer) -> Outcome {
    match answer.status {
        StatusCode::UNAUTHORIZED => Outcome::SignIn,
        StatusCode::FOUND if answer.header("location").starts_with("/sign-in") => Outcome::SignIn,
        StatusCode::FORBIDDEN => Outcome::Forbidden,
        StatusCode::NOT_FOUND => Outcome::NotFound,
        _ => Outcome::Allowed,
    }
}

#[test]
fn every_endpoint_is_in_the_table() {
    let listed: Vec<_> =
        ENDPOINTS.iter().map(|endpoint| (endpoint.method.to_owned(), endpoint.path.to_owned())).collect();
    let functions = server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned()));
    let pages = pages().into_iter().flat_map(|page| {
        let methods: Vec<_> = page.methods().map(|method| format!("{method:?}").to_uppercase()).collect();
        methods.into_iter().map(move |method| (method, page.path().to_owned()))
    });
    let own = own_routes().into_iter().map(|route| (route.method.to_owned(), route.path.to_owned()));
    let there: BTreeSet<_> = functions.chain(pages).chain(own).collect();
    let table: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(table.len(), listed.len(), "an endpoint is in the table twice");
    let missing: Vec<_> = there.difference(&table).collect();
    let gone: Vec<_> = table.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:?}; only in the table: {gone:?}");
}

#[tokio::test]
async fn everybody_may_what_the_table_says_and_no_more() {
    let fixture = Fixture::new().await;
    let mut wrong = Vec::new();
    for endpoint in ENDPOINTS {
        for who in Who::ALL {
            let answer = fixture.call(endpoint, who, None).await;
            let (expected, got) = (expected(endpoint.access, who), outcome(&answer));
            if expected != got {
                let Endpoint { method, path, .. } = endpoint;
                wrong.push(format!("{method} {path} as {who:?}: {got:?} ({}), not {expected:?}", answer.status));
            }
            assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{endpoint:?} as {who:?}");
            assert!(answer.status != StatusCode::BAD_REQUEST, "{endpoint:?}: not well-formed: {}", answer.text());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn an_id_that_nobody_has_is_not_found() {
    let fixture = Fixture::new().await;
    let long = "9".repeat(5000);
    for id in
        ["0123456789abcdef0123456789abcdef", "0", "%27%20or%201%3D1%20--", "%E4%B8%8D", "..%2F..%2Fetc", "%ff", &long]
    {
        for endpoint in ENDPOINTS {
            let Access::Row(permission) = endpoint.access else { continue };
            let reaches = |who: &Who| who.role().is_some_and(|role| permission.reach(role) != Reach::Nothing);
            let who = [Who::Owner, Who::Head, Who::Administrator].into_iter().find(reaches).expect("is somebody's");
            let answer = fixture.call(endpoint, who, Some(id)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{endpoint:?} {id:?}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn what_others_do_not_see_is_not_in_what_they_are_told() {
    let fixture = Fixture::new().await;
    for endpoint in ENDPOINTS.iter().filter(|endpoint| matches!(endpoint.access, Access::Row(_))) {
        for who in [Who::Anonymous, Who::Stranger, Who::OtherReviewer, Who::Administrator] {
            let text = fixture.call(endpoint, who, None).await.text();
            assert!(!text.contains(&fixture.secret), "{endpoint:?} tells {who:?} whose it is");
        }
    }
}

#[test]
fn the_walk_knows_every_role() {
    for role in Role::ALL {
        assert!(Who::ALL.iter().any(|who| who.role() == Some(*role)), "{role}");
    }
}
