//! Corrections: comments, the notice, what is open meanwhile, the answers, versions, further rounds; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::corrections::Opening;
use domain::filings::*;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use services::corrections::With;
use support::*;

const SHUT: &str = "不在补正通知所列的范围内，补正期间不能修改";

async fn view(app: &TestApp, actor: &Actor, id: &str) -> FilingView {
    app.filing(actor, id).await.unwrap()
}

/// A submitted filing that the reviewer has claimed.
async fn claimed(app: &TestApp, office: &Office, acme: &Actor) -> String {
    let id = submitted(app, acme).await;
    act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
    id
}

async fn electricians(app: &TestApp, actor: &Actor, id: &str) -> Vec<Row<Electrician>> {
    app.electricians(actor, id, 0, 100).await.unwrap().rows
}

async fn technical_lead(app: &TestApp, actor: &Actor, id: &str) -> (i64, Lead) {
    let lead = view(app, actor, id).await.sections.technical_lead;
    (lead.revision, lead.body)
}

async fn save_lead(app: &TestApp, actor: &Actor, id: &str, change: impl FnOnce(&mut Lead)) -> services::Result<i64> {
    let (revision, mut lead) = technical_lead(app, actor, id).await;
    change(&mut lead);
    let saved = app.save_section(actor, id, revision, &SectionBody::TechnicalLead(lead)).await?;
    Ok(saved.saved.revision)
}

#[tokio::test]
async fn a_comment_is_kept_at_once_and_is_its_authors() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = claimed(app, &office, &acme).await;
        let reviewer = &office.reviewer;
        let first =
            app.save_comment(reviewer, &id, None, "key", "technical_lead.mobile", " 号码有误 ", None).await.unwrap();
        let again =
            app.save_comment(reviewer, &id, None, "key", "technical_lead.mobile", "号码有误", None).await.unwrap();
        assert_eq!(
            (&first.id, first.label.as_str(), first.reason.as_str()),
            (&again.id, "技术负责人 · 手机", "号码有误")
        );
        let row = electricians(app, &acme, &id).await.remove(0);
        let on_row = comment(app, reviewer, &id, &format!("electricians[{}]", row.id), "证书过期").await;
        assert_eq!(on_row.label, format!("电力相关专业技能人员 · {}", row.body.name));

        let colleague = app.reviewer("east").await;
        let seen = view(app, &colleague, &id).await.comments;
        assert_eq!(seen.iter().map(|comment| comment.mine).collect::<Vec<_>>(), [false, false]);
        assert!(view(app, &acme, &id).await.comments.is_empty(), "not yet the enterprise's business");
        let theirs = Some((first.id.clone(), 1));
        let changed = app.save_comment(&colleague, &id, theirs, "", "technical_lead.mobile", "别的", None).await;
        assert_eq!(refusal(changed), Refusal::not_now("只有批注人可以修改该批注"));
        assert_eq!(
            refusal(app.delete_comment(&colleague, &id, &first.id).await),
            Refusal::not_now("只有批注人可以删除该批注")
        );

        let mine = || Some((first.id.clone(), 1));
        let edited =
            app.save_comment(reviewer, &id, mine(), "", "technical_lead.mobile", "号码少一位", None).await.unwrap();
        assert_eq!((edited.revision, edited.reason.as_str()), (2, "号码少一位"));
        let stale = app.save_comment(reviewer, &id, mine(), "", "technical_lead.mobile", "又一种说法", None).await;
        assert!(matches!(refusal(stale), Refusal::Conflict { revision: 2, .. }));
        app.delete_comment(reviewer, &id, &on_row.id).await.unwrap();
        app.delete_comment(reviewer, &id, &on_row.id).await.unwrap();
        assert_eq!(view(app, reviewer, &id).await.comments, [edited]);

        for path in ["change.name", "technical_lead.shoe_size", "electricians[none]", "attachments.nothing", ""] {
            let nowhere = app.save_comment(reviewer, &id, None, "", path, "有误", None).await;
            assert_eq!(refusal(nowhere), Refusal::NotFound, "{path}");
        }
        let empty = app.save_comment(reviewer, &id, None, "", "basics", " ", None).await;
        assert_eq!(findings(empty), ["reason: 请填写"]);
        for other in [app.reviewer("north").await, app.enterprise("乙公司").await] {
            let refused = refusal(app.save_comment(&other, &id, None, "", "basics", "有误", None).await);
            assert!(matches!(refused, Refusal::NotFound | Refusal::Forbidden));
        }
    })
    .await;
}

#[tokio::test]
async fn a_notice_has_every_item_and_only_these_can_be_edited() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = claimed(app, &office, &acme).await;
        let nothing = act(app, &office.reviewer, &id, Action::RequestCorrection, "请补正").await;
        let told = "请先批注需要补正的内容：补正通知须一次告知全部补正事项";
        assert_eq!(refusal(nothing), Refusal::not_now(told));

        let rows = electricians(app, &acme, &id).await;
        let (wrong, right) = (&rows[0], &rows[1]);
        let row = format!("electricians[{}].certificate", wrong.id);
        for (path, reason) in
            [("attachments.business_licence", "不清晰"), ("technical_lead.mobile", "号码有误"), (&row, "编号有误")]
        {
            comment(app, &office.reviewer, &id, path, reason).await;
        }
        let header = act(app, &office.reviewer, &id, Action::RequestCorrection, "").await.unwrap();
        assert_eq!((header.summary.status, header.summary.mine), (Status::Correction, true));
        let seen = view(app, &acme, &id).await;
        let items: Vec<_> = seen.corrections[0].items.iter().map(|item| item.path.as_str()).collect();
        assert_eq!(items, ["attachments.business_licence", "technical_lead.mobile", &row]);
        assert_eq!((seen.corrections[0].round, seen.corrections[0].resubmitted_at), (1, None));
        let note = &seen.events.last().unwrap().note;
        assert!(note.contains("技术负责人 · 手机：号码有误") && note.lines().count() == 3, "{note}");
        assert!(view(app, &office.reviewer, &id).await.comments.is_empty());

        // Fields, lines, rows and documents that nobody asked about.
        let shut = |path: &str| vec![format!("{path}: {SHUT}")];
        assert_eq!(
            findings(save_lead(app, &acme, &id, |lead| lead.name = "别人".into()).await),
            shut("technical_lead.name")
        );
        let more = save_lead(app, &acme, &id, |lead| lead.work.push(WorkExperience::default())).await;
        assert_eq!(findings(more), shut("technical_lead.work"));
        let other = RowBody::Electricians(Electrician { name: "别人".into(), ..right.body.clone() });
        let saved = app.save_row(&acme, &id, Some((right.id.clone(), 1)), "", &other).await;
        assert_eq!(findings(saved), shut(&format!("electricians[{}]", right.id)));
        assert_eq!(findings(app.save_row(&acme, &id, None, "k", &performance("工程")).await), shut("performance"));
        assert_eq!(
            findings(app.delete_row(&acme, &id, &right.id, 1).await),
            shut(&format!("electricians[{}]", right.id))
        );
        let upload = app.add_attachment(&acme, &id, "safety_system", None, "a.pdf", stream(pdf("")));
        assert_eq!(findings(upload.await), shut("attachments.safety_system"));
        let document = |slot: &str| seen.attachments.iter().find(|file| file.slot == slot).unwrap().id.clone();
        let deleted = app.delete_attachment(&acme, &document("safety_system")).await;
        assert_eq!(findings(deleted), shut("attachments.safety_system"));

        // What was asked for.
        save_lead(app, &acme, &id, |lead| lead.mobile = "13600136000".into()).await.unwrap();
        let fixed = RowBody::Electricians(Electrician { valid_until: "2030-12-31".into(), ..wrong.body.clone() });
        app.save_row(&acme, &id, Some((wrong.id.clone(), 1)), "", &fixed).await.unwrap();
        app.delete_attachment(&acme, &document("business_licence")).await.unwrap();
        let renewed = app.add_attachment(&acme, &id, "business_licence", None, "新.pdf", stream(pdf("new")));
        renewed.await.unwrap();

        // Each is answered.
        let revision = view(app, &acme, &id).await.header.revision;
        let unanswered = findings(app.submit(&acme, &id, revision, "second").await);
        assert_eq!(unanswered.len(), 3, "{unanswered:?}");
        assert!(unanswered[1].ends_with("请说明“技术负责人 · 手机”的补正情况"), "{unanswered:?}");
        let stranger = app.enterprise("乙公司").await;
        let item = &seen.corrections[0].items[0].id;
        assert_eq!(refusal(app.answer_item(&stranger, &id, item, "无").await), Refusal::NotFound);
        resubmit(app, &acme, &id).await.unwrap();

        let seen = view(app, &office.reviewer, &id).await;
        assert_eq!((seen.header.summary.status, seen.header.summary.mine), (Status::Submitted, true));
        assert!(seen.corrections[0].resubmitted_at.is_some());
        assert!(seen.corrections[0].items.iter().all(|item| item.answer == "已更正"));

        // Before and after, for the office without whole numbers; the document of before can still be read.
        let compared = app.versions(&office.reviewer, &id, None).await.unwrap();
        assert_eq!((compared.before, compared.after, compared.all.len()), (1, 2, 2));
        let changed: Vec<_> = compared.differences.iter().map(|found| found.path.as_str()).collect();
        let row = format!("electricians[{}].valid_until", wrong.id);
        assert_eq!(changed, ["attachments.business_licence", "technical_lead.mobile", &row]);
        let mobile = &compared.differences[1];
        assert_eq!((mobile.before.as_str(), mobile.after.as_str()), ("139****9000", "136****6000"));
        let own = app.versions(&acme, &id, Some((1, 2))).await.unwrap();
        assert_eq!(own.differences[1].after, "13600136000");
        let former = &compared.differences[0].files_before[0].id;
        assert!(app.attachment(&office.reviewer, former).await.is_ok());
        assert!(app.versions(&acme, &id, Some((2, 2))).await.unwrap().differences.is_empty());
        assert_eq!(refusal(app.versions(&acme, &id, Some((1, 3))).await), Refusal::NotFound);
        assert_eq!(refusal(app.versions(&stranger, &id, None).await), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_pinned_tab_opens_rows_and_what_stands_in_the_way_is_open_too() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = claimed(app, &office, &acme).await;
        let rows = electricians(app, &acme, &id).await;
        correct(app, &office.reviewer, &id, &format!("electricians[{}]", rows[0].id), "此人不在岗").await;
        // One too few now: the list is open, because nobody could submit otherwise.
        app.delete_row(&acme, &id, &rows[0].id, rows[0].revision).await.unwrap();
        let person = people(app);
        add(app, &acme, &id, &electrician(person, ElectricianKind::HighVoltage)).await;
        assert_eq!(view(app, &acme, &id).await.opened, ["electricians"]);
        // Once open, it stays so for the round.
        let added = electricians(app, &acme, &id).await.pop().unwrap();
        let again = RowBody::Electricians(Electrician { valid_until: "2030-06-30".into(), ..added.body });
        app.save_row(&acme, &id, Some((added.id, added.revision)), "", &again).await.unwrap();
        resubmit(app, &acme, &id).await.unwrap();
        let compared = app.versions(&acme, &id, None).await.unwrap();
        let opening = Opening::new(["electricians"]);
        assert_eq!(compared.differences.len(), 2);
        assert!(compared.differences.iter().all(|found| opening.opens(&found.path)));
    })
    .await;
}

#[tokio::test]
async fn a_second_round_is_the_heads_with_a_reason() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let id = claimed(app, &office, &acme).await;
        correct(app, &office.reviewer, &id, "basics.total_assets", "与报表不符").await;
        let closed = refusal(app.save_comment(&office.reviewer, &id, None, "", "basics", "又一处", None).await);
        assert_eq!(closed, Refusal::not_now("申请单位正在补正，重新提交后才能批注"));
        resubmit(app, &acme, &id).await.unwrap();

        // It goes on with who knows it, unless that account is closed or a head takes it over.
        let colleague = app.reviewer("east").await;
        let Refusal::NotNow { reason } = refusal(act(app, &colleague, &id, Action::Claim, "").await) else { panic!() };
        assert!(reason.contains(&office.reviewer.name), "{reason}");
        assert!(!view(app, &colleague, &id).await.header.allowed.contains(&Action::Claim));
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();

        comment(app, &office.reviewer, &id, "basics.net_assets", "仍与报表不符").await;
        let left = comment(app, &office.reviewer, &id, "safety_lead.years", "请核实").await;
        assert!(!view(app, &office.reviewer, &id).await.header.allowed.contains(&Action::RequestCorrection));
        let refused = act(app, &office.reviewer, &id, Action::RequestCorrection, "再补一次").await;
        assert_eq!(refusal(refused), Refusal::not_now("已要求补正过，再次要求补正须由机构负责人提出并说明理由"));
        let silent = act(app, &office.head, &id, Action::RequestCorrection, "").await;
        assert_eq!(findings(silent), ["note: 已要求补正过，再次要求补正请填写理由"]);
        let seen = view(app, &office.head, &id).await;
        let chosen = vec![seen.comments[0].id.clone()];
        let with = With { items: Some(&chosen), cited: &[] };
        let revision = seen.header.revision;
        let asked = app
            .act_with(&office.head, &id, revision, "second", Action::RequestCorrection, "报表有误，必须更正", with)
            .await
            .unwrap();
        assert_eq!(asked.summary.status, Status::Correction);
        let rounds = view(app, &acme, &id).await.corrections;
        assert_eq!((rounds.len(), rounds[1].round, rounds[1].head_reason.as_str()), (2, 2, "报表有误，必须更正"));
        assert_eq!(rounds[1].items.len(), 1);
        // What was left out is there still.
        assert_eq!(
            view(app, &office.reviewer, &id).await.comments.iter().map(|c| &c.id).collect::<Vec<_>>(),
            [&left.id]
        );

        resubmit(app, &acme, &id).await.unwrap();
        sqlx::query("update accounts set active = 0 where id = $1")
            .bind(&office.reviewer.account_id)
            .execute(app.db.pool())
            .await
            .unwrap();
        act(app, &colleague, &id, Action::Claim, "").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn asking_twice_with_one_key_asks_once() {
    for_each_database(async |app| {
        let office = office(app).await;
        let id = claimed(app, &office, &app.enterprise("甲公司").await).await;
        comment(app, &office.reviewer, &id, "basics", "请核对").await;
        let revision = view(app, &office.reviewer, &id).await.header.revision;
        let asked = futures::future::join_all(
            (0..3).map(|_| app.act(&office.reviewer, &id, revision, "once", Action::RequestCorrection, "")),
        )
        .await;
        assert!(asked.into_iter().all(|asked| asked.unwrap().summary.status == Status::Correction));
        assert_eq!(app.count("select count(*) from corrections").await, 1);
        assert_eq!(app.count("select count(*) from comments where round = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_deferred_document_that_is_wrong_goes_back_with_a_reason() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("甲公司").await;
        let first = people(app);
        let id = complete_on(app, &acme, first, Track::DeferredDocuments, &["safety_system"]).await;
        submit(app, &acme, &id).await;
        for action in [Action::Claim, Action::Accept, Action::Examine] {
            act(app, &office.reviewer, &id, action, "").await.unwrap();
        }
        let back = async |reason: &str| app.return_deferred(&office.reviewer, &id, "safety_system", reason, None).await;
        assert_eq!(refusal(back("缺页").await), Refusal::not_now("该项容缺材料尚未提交"));
        let wrong = upload(app, &acme, &id, "safety_system").await;
        app.hand_in(&acme, &id).await.unwrap();
        assert_eq!(findings(back(" ").await), ["reason: 请填写"]);
        let other = app.reviewer("east").await;
        assert!(matches!(
            refusal(app.return_deferred(&other, &id, "safety_system", "缺页", None).await),
            Refusal::NotNow { .. }
        ));
        let due = view(app, &acme, &id).await.header.deferrals[0].due;
        back("缺页").await.unwrap();
        back("缺页").await.unwrap();
        let seen = view(app, &acme, &id).await.header.deferrals.remove(0);
        assert_eq!((seen.due, seen.handed_in_at, seen.returned_reason.as_str()), (due, None, "缺页"));
        // Replaced and handed in once more, and then found right.
        app.delete_attachment(&acme, &wrong.id).await.unwrap();
        upload(app, &acme, &id, "safety_system").await;
        app.hand_in(&acme, &id).await.unwrap();
        let header = app.check_deferred(&office.reviewer, &id, "safety_system").await.unwrap();
        assert!(header.deferrals[0].checked_at.is_some());
        assert_eq!(refusal(back("缺页").await), Refusal::not_now("该项容缺材料已核对，不能再退回"));
    })
    .await;
}
