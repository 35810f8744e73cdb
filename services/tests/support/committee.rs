//! An office's committee, which passes what is before it.

use super::TestApp;
use domain::accounts::Role;
use domain::committee::{Declared, Outcome, Plan, Vote};
use services::Actor;

/// Three more reviewers of this office: only in the database, because nobody signs in as them.
pub async fn members(app: &TestApp, office: &str) -> Vec<Actor> {
    let mut members = Vec::new();
    for n in 1..=3 {
        let id = format!("committee-{office}-{n}");
        sqlx::query(
            "insert into accounts (id, name, key, password_hash, role, display_name, email, office, created_at)
             values ($1, $1, $1, '', 'reviewer', $2, '', $3, 0)
             on conflict (id) do nothing",
        )
        .bind(&id)
        .bind(format!("委员{n}"))
        .bind(office)
        .execute(app.db.pool())
        .await
        .unwrap();
        members.push(Actor {
            account: id.clone(),
            account_id: id,
            name: format!("委员{n}"),
            role: Role::Reviewer,
            enterprise_id: None,
            office: Some(office.to_owned()),
            office_name: None,
            address: "10.0.0.3".to_owned(),
            session: String::new(),
        });
    }
    members
}

/// A meeting today, called and led by the first of these.
pub async fn call(app: &TestApp, members: &[Actor], filings: &[&str]) -> String {
    let plan = Plan {
        day: app.today().to_string(),
        place: "第一会议室".into(),
        chair: members[0].account_id.clone(),
        members: members.iter().map(|member| member.account_id.clone()).collect(),
        filings: filings.iter().map(|&id| id.to_owned()).collect(),
    };
    let key = format!("key-of-meeting-{}", app.next());
    app.call_meeting(&members[0], &key, &plan).await.unwrap()
}

/// What the chair declares: the same about each of these.
pub fn declared(filings: &[&str], outcome: Outcome, reason: &str) -> Vec<Declared> {
    filings.iter().map(|&id| Declared { filing: id.to_owned(), outcome, reason: reason.to_owned() }).collect()
}

/// Has the committee of the east office meet about these filings and recommend to grant them: they go on to the sign-off.
pub async fn deliberate(app: &TestApp, filings: &[&str]) {
    let members = members(app, "east").await;
    let meeting = call(app, &members, filings).await;
    for filing in filings {
        for member in &members {
            app.vote(member, &meeting, filing, Vote::Agree, "").await.unwrap();
        }
    }
    let declared = declared(filings, Outcome::Grant, "");
    app.close_meeting(&members[0], &meeting, (1, "key-of-closing"), "一致同意。", &declared).await.unwrap();
}
