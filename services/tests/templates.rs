//! How documents are asked for, and their blank forms: changed by administrators, every version kept; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::attachments::{Offered, SlotChange, Template, slot};
use domain::conformity::blocking;
use domain::workflow::Action;
use drafts::*;
use futures::StreamExt;
use licensee::*;
use services::Actor;
use support::*;

const SLOT: &str = "premises_proof";

fn shipped(key: &str) -> SlotChange {
    SlotChange::shipped(slot(key).unwrap())
}

/// What stands against submitting, as messages.
async fn missing(app: &TestApp, actor: &Actor, id: &str) -> Vec<String> {
    let found = app.check_filing(actor, id).await.unwrap();
    blocking(&found).map(|finding| finding.message.clone()).collect()
}

async fn upload_form(app: &TestApp, administrator: &Actor, key: &str, text: &str) -> Template {
    let added = app.add_template(administrator, key, "样本.pdf", stream(pdf(text))).await.unwrap();
    Template { id: added.id, name: added.name, file_type: added.file_type, size: added.size }
}

async fn content(app: &TestApp, actor: &Actor, id: &str) -> Vec<u8> {
    let (_, mut bytes) = app.template(actor, id).await.unwrap();
    let mut content = Vec::new();
    while let Some(part) = bytes.next().await {
        content.extend_from_slice(&part.unwrap());
    }
    content
}

#[tokio::test]
async fn what_is_demanded_changes_for_drafts_and_not_for_what_was_submitted() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let (acme, other) = (app.enterprise("甲公司").await, app.enterprise("乙公司").await);
        let before = submitted(app, &acme).await;
        let draft = complete(app, &other).await;
        sqlx::query("delete from attachments where filing_id = $1 and slot = $2")
            .bind(&draft)
            .bind(SLOT)
            .execute(app.db.pool())
            .await
            .unwrap();
        assert!(missing(app, &other, &draft).await.is_empty(), "need not be handed in");

        app.clock.advance(MINUTE);
        let change = SlotChange { label: "经营场所产权或租赁证明".into(), required: true, ..shipped(SLOT) };
        app.change_slot(&administrator, 0, &change, "核实后更正").await.unwrap();
        assert_eq!(missing(app, &other, &draft).await, ["请上传“经营场所产权或租赁证明”"]);
        let revision = app.filing(&other, &draft).await.unwrap().header.revision;
        let refused = findings(app.submit(&other, &draft, revision, "key").await);
        assert_eq!(refused, [format!("attachments.{SLOT}: 请上传“经营场所产权或租赁证明”")]);
        // What was submitted before is asked for as it was.
        assert!(app.filing(&acme, &before).await.unwrap().header.slots.0.is_empty());
        assert_eq!(app.filing(&other, &draft).await.unwrap().header.slots.0, std::slice::from_ref(&change));

        // A correction opens it again, by what is asked for now.
        act(app, &office.reviewer, &before, Action::Claim, "").await.unwrap();
        upload(app, &other, &draft, SLOT).await;
        submit(app, &other, &draft).await;
        let back = shipped(SLOT);
        app.clock.advance(MINUTE);
        app.change_slot(&administrator, 1, &back, "改回").await.unwrap();
        assert_eq!(app.filing(&other, &draft).await.unwrap().header.slots.0, [change], "as when it was submitted");
        assert_eq!(app.slot_book(&administrator).await.unwrap().changes.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn every_version_of_a_blank_form_is_kept() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let acme = app.enterprise("甲公司").await;
        let first = upload_form(app, &administrator, "power_of_attorney", "一").await;
        let second = upload_form(app, &administrator, "power_of_attorney", "二").await;
        for (revision, form) in [(0, &first), (1, &second)] {
            let change = SlotChange { template: Offered::Uploaded(form.clone()), ..shipped("power_of_attorney") };
            app.change_slot(&administrator, revision, &change, "换版").await.unwrap();
        }
        for form in [&first, &second] {
            assert!(!content(app, &acme, &form.id).await.is_empty());
        }
        assert_ne!(content(app, &acme, &first.id).await, content(app, &office.reviewer, &second.id).await);
        let id = draft(app, &acme).await;
        let asked = app.filing(&acme, &id).await.unwrap().header.slots;
        let offered = asked.template(slot("power_of_attorney").unwrap());
        assert_eq!(offered, Some(format!("/documents/templates/{}", second.id)));
        // Another document with the same bytes goes, the form stays.
        app.add_attachment(&acme, &id, "legal_declaration", None, "a.pdf", stream(pdf("二"))).await.unwrap();
        let file = app.filing(&acme, &id).await.unwrap().attachments.remove(0).id;
        app.delete_attachment(&acme, &file).await.unwrap();
        assert!(!content(app, &acme, &second.id).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_administrators_change_it_and_only_what_there_is() {
    for_each_database(async |app| {
        let (office, administrator) = (office(app).await, app.administrator().await);
        let acme = app.enterprise("甲公司").await;
        let change = SlotChange { required: true, ..shipped(SLOT) };
        for other in [&acme, &office.reviewer, &office.head] {
            assert_eq!(refusal(app.slot_book(other).await), Refusal::Forbidden);
            assert_eq!(refusal(app.change_slot(other, 0, &change, "无").await), Refusal::Forbidden);
            let sent = app.add_template(other, SLOT, "a.pdf", stream(pdf("a"))).await;
            assert_eq!(refusal(sent), Refusal::Forbidden);
        }
        let sent = app.add_template(&administrator, "none", "a.pdf", stream(pdf("a"))).await;
        assert_eq!(refusal(sent), Refusal::NotFound);
        let text = app.add_template(&administrator, SLOT, "a.txt", stream(b"text".to_vec())).await;
        assert_eq!(findings(text).len(), 1);
        assert_eq!(refusal(app.template(&acme, "none").await.map(|_| ())), Refusal::NotFound);

        assert_eq!(
            findings(app.change_slot(&administrator, 0, &shipped(SLOT), "无").await),
            ["label: 与现在的内容相同"]
        );
        assert_eq!(findings(app.change_slot(&administrator, 0, &change, " ").await).len(), 1);
        app.change_slot(&administrator, 0, &change, "必交").await.unwrap();
        let stale = refusal(app.change_slot(&administrator, 0, &shipped(SLOT), "改回").await);
        assert!(matches!(stale, Refusal::Conflict { revision: 1, .. }), "{stale:?}");
        // A form that was uploaded for another document is none of this one's.
        let form = upload_form(app, &administrator, "legal_declaration", "一").await;
        let wrong = SlotChange { template: Offered::Uploaded(form), ..shipped(SLOT) };
        assert_eq!(findings(app.change_slot(&administrator, 1, &wrong, "换版").await), ["template: 请重新上传模板"]);
    })
    .await;
}
