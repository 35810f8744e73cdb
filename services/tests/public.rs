//! What everybody may learn without signing in; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Category, Grade, LicenceStatus};
use domain::public::{DecisionQuery, RegisterPage, RegisterQuery, Verdict, Verification};
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use support::*;

/// What the QR code on each copy of the licence leads to, the first copy first.
async fn public_ids(app: &TestApp, licence: &str) -> Vec<String> {
    let query = "select public_id from licence_copies where licence_id = $1 order by sequence";
    sqlx::query_scalar(query).bind(licence).fetch_all(app.db.pool()).await.unwrap()
}

async fn look(app: &TestApp, public_id: &str) -> Verification {
    app.verify_certificate(public_id, &origin("192.0.2.9")).await.unwrap()
}

async fn looks(app: &TestApp) -> i64 {
    app.count("select cast(coalesce(sum(times), 0) as bigint) from certificate_looks").await
}

async fn register(app: &TestApp, query: RegisterQuery) -> RegisterPage {
    app.public_register(&query).await.unwrap()
}

fn holders(page: &RegisterPage) -> Vec<&str> {
    page.entries.iter().map(|entry| entry.holder.as_str()).collect()
}

#[tokio::test]
async fn a_certificate_says_how_it_stands_and_nothing_more() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let [first] = &public_ids(app, &acme.licence).await[..] else { panic!("one copy") };
        let licence = acme.licence(app).await;
        let seen = look(app, first).await;
        let expected = Verification {
            verdict: Verdict::InForce,
            number: licence.number,
            holder: "甲公司".into(),
            scope: install(Grade::Five),
            issued_on: licence.issued_on,
            valid_from: licence.valid_from,
            valid_until: licence.valid_until,
            extended_by_silence: false,
            void_since: None,
            seen_at: app.now(),
        };
        assert_eq!(seen, expected);
        let text = serde_json::to_string(&seen).unwrap();
        for secret in ["王建国", &licence.credit_code, "南京西路", &acme.licence] {
            assert!(!text.contains(secret), "{text}");
        }

        // Printed anew, the old one is replaced; then the licence ends, and with it both.
        app.clock.advance(2 * DAY);
        let wider = domain::licences::Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
        let id = judged(app, &acme.actor, Kind::ScopeChange, wider, None).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let ids = public_ids(app, &acme.licence).await;
        let (old, new) = (look(app, &ids[0]).await, look(app, &ids[1]).await);
        assert_eq!(
            (old.verdict, old.scope, old.void_since),
            (Verdict::Replaced, install(Grade::Five), Some(app.today()))
        );
        assert_eq!((new.verdict, new.scope, new.issued_on), (Verdict::InForce, wider, app.today()));
        assert_ne!(ids[0], ids[1]);
        let id = filled_in(app, &acme, Kind::Cancellation).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        for id in &ids {
            assert_eq!(look(app, id).await.verdict, Verdict::Cancelled);
        }
        assert_eq!(looks(app).await, 5);
    })
    .await;
}

#[tokio::test]
async fn time_alone_ends_what_a_certificate_says() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, silent) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        for licence in [&acme.licence, &silent.licence] {
            runs_out(app, licence, "2027-01-23").await;
        }
        renewal(app, &silent.actor).await;
        app.clock.advance(60 * DAY);
        let (acme, silent) =
            (public_ids(app, &acme.licence).await.remove(0), public_ids(app, &silent.licence).await.remove(0));
        assert_eq!(look(app, &acme).await.verdict, Verdict::InForce, "the last day is a day in force");
        app.clock.advance(DAY);
        assert_eq!(look(app, &acme).await.verdict, Verdict::Expired, "at midnight, before anything has run");
        app.licences_due().await.unwrap();
        assert_eq!(look(app, &acme).await.verdict, Verdict::Expired);
        let seen = look(app, &silent).await;
        assert_eq!((seen.verdict, seen.extended_by_silence), (Verdict::InForce, true));
        assert_eq!(seen.valid_until.to_string(), "2033-01-23", "not what is printed on it");
    })
    .await;
}

#[tokio::test]
async fn ids_are_not_found_by_trying() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = public_ids(app, &acme.licence).await.remove(0);
        assert_eq!((id.len(), id.bytes().all(|byte| byte.is_ascii_hexdigit())), (32, true));
        let here = origin("203.0.113.7");
        for wrong in ["", "0123456789abcdef0123456789abcdef", "\0", "%", &acme.licence, &"9".repeat(5000)] {
            assert_eq!(refusal(app.verify_certificate(wrong, &here).await), Refusal::NotFound, "{wrong:?}");
        }
        assert_eq!(looks(app).await, 0, "what is no certificate is not counted as a look");
        for _ in 6..120 {
            app.verify_certificate(&id, &here).await.unwrap();
        }
        let refused = refusal(app.verify_certificate(&id, &here).await);
        assert!(matches!(refused, Refusal::Throttled { seconds } if seconds <= 900), "{refused:?}");
        assert_eq!(looks(app).await, 114);
        look(app, &id).await;
        app.clock.advance(15 * MINUTE);
        app.verify_certificate(&id, &here).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_register_is_searched_by_name_and_number_and_narrowed() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "上海甲电力（集团）有限公司").await;
        let other = licensee(app, &office, "乙 Power 公司").await;
        let wider = domain::licences::Scope { test: Some(Grade::Four), ..install(Grade::Five) };
        let all = register(app, RegisterQuery::default()).await;
        assert_eq!((all.total, all.next.clone()), (2, None));
        assert_eq!(holders(&all), ["上海甲电力（集团）有限公司", "乙 Power 公司"], "by number");
        assert!(all.offices.iter().any(|(code, name)| code == "east" && name.contains("华东")));
        assert_eq!(all.entries[0].office, "国家能源局华东监管局");

        let search = |text: &str| RegisterQuery { search: text.into(), ..RegisterQuery::default() };
        assert_eq!(holders(&register(app, search("电力(集团)")).await), ["上海甲电力（集团）有限公司"]);
        assert_eq!(holders(&register(app, search("乙power")).await), ["乙 Power 公司"]);
        assert_eq!(
            holders(&register(app, search("甲 公司")).await),
            ["上海甲电力（集团）有限公司"],
            "words in their order"
        );
        let number = acme.licence(app).await.number;
        assert_eq!(register(app, search(&number)).await.total, 1);
        assert_eq!(register(app, search("4-1-0000")).await.total, 2);
        for nobody in ["_", "%", "\\", "丙", "\0' or 1=1 --"] {
            assert_eq!(register(app, search(nobody)).await.total, 0, "{nobody:?}");
        }

        // By what the licence says now.
        let set =
            "update licences set test = '4', body = replace(body, '\"test\":null', '\"test\":\"4\"') where id = $1";
        sqlx::query(set).bind(&other.licence).execute(app.db.pool()).await.unwrap();
        let narrowed = |category, grade| RegisterQuery { category, grade, ..RegisterQuery::default() };
        let found = async |category, grade| register(app, narrowed(category, grade)).await.total;
        assert_eq!(found(Some(Category::Install), None).await, 2);
        assert_eq!(found(Some(Category::Test), None).await, 1);
        assert_eq!(found(None, Some(Grade::Four)).await, 1);
        assert_eq!(found(Some(Category::Install), Some(Grade::Four)).await, 0, "grade four is in another category");
        assert_eq!(register(app, narrowed(Some(Category::Test), Some(Grade::Four))).await.entries[0].scope, wider);
        for (code, count) in [("east", 2), ("south", 0), ("nowhere\0", 0)] {
            assert_eq!(
                register(app, RegisterQuery { office: code.into(), ..RegisterQuery::default() }).await.total,
                count
            );
        }

        let id = filled_in(app, &acme, Kind::Cancellation).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let standing = |status| RegisterQuery { status: Some(status), ..RegisterQuery::default() };
        assert_eq!(holders(&register(app, standing(LicenceStatus::Cancelled)).await), ["上海甲电力（集团）有限公司"]);
        assert_eq!(register(app, standing(LicenceStatus::InForce)).await.total, 1);
    })
    .await;
}

#[tokio::test]
async fn the_register_turns_its_pages_without_losing_anybody() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        // A hundred and twenty more like it, from other years.
        for n in 0..120 {
            let copied =
                "insert into licences (id, number, enterprise_id, filing_id, status, office, issued_on, valid_from,
                                                valid_until, body, created_at, holder_folded, install)
                          select $1, $2, enterprise_id, $3, 'expired', office, issued_on, valid_from, valid_until,
                                 replace(body, number, $2), created_at, holder_folded, install
                          from licences where id = $4";
            let filing = format!("old-filing-{n}");
            let with =
                "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, rule_set,
                                             created_at, updated_at)
                        select $1, $1, kind, track, status, live, revision, enterprise_id, office, rule_set, created_at,
                               updated_at
                        from filings where kind = 'new_licence' and live = 0 limit 1";
            sqlx::query(with).bind(&filing).execute(app.db.pool()).await.unwrap();
            let bound = sqlx::query(copied).bind(format!("old-{n}")).bind(format!("4-1-{n:05}-2019"));
            bound.bind(&filing).bind(&acme.licence).execute(app.db.pool()).await.unwrap();
        }
        let (mut query, mut seen) = (RegisterQuery::default(), Vec::new());
        loop {
            let page = register(app, query.clone()).await;
            assert_eq!(page.total, 121);
            assert!(page.entries.len() <= 50);
            seen.extend(page.entries.into_iter().map(|entry| entry.number));
            let Some(next) = page.next else { break };
            query.after = next;
        }
        assert_eq!(seen.len(), 121);
        assert!(seen.is_sorted() && seen.windows(2).all(|two| two[0] != two[1]));
    })
    .await;
}

#[tokio::test]
async fn decisions_are_public_on_their_day_and_name_no_person() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let number = acme.licence(app).await.number;
        app.clock.advance(HOUR);
        let refused = {
            let actor = app.enterprise("乙公司").await;
            let id = complete(app, &actor).await;
            submit(app, &actor, &id).await;
            to_sign_off(app, &office, &id).await;
            act(app, &office.head, &id, Action::Refuse, "技术负责人王建国不符合条件").await.unwrap();
            app.filing(&actor, &id).await.unwrap().header.summary.number
        };
        leaves(app, &office, &acme.actor, &[acme.first + 11]).await;
        let page = app.public_decisions(&DecisionQuery::default()).await.unwrap();
        let read: Vec<_> =
            page.decisions.iter().map(|each| (each.enterprise.as_str(), each.granted, each.kind)).collect();
        let expected = [("乙公司", false, Kind::NewLicence), ("甲公司", true, Kind::NewLicence)];
        assert_eq!(read, expected, "the latest first; who leaves is nobody's business");
        assert_eq!((&page.decisions[0].number, &page.decisions[0].licence_number), (&refused, &None));
        assert_eq!(page.decisions[1].licence_number, Some(number));
        assert_eq!(page.decisions[1].office, "国家能源局华东监管局");
        let text = serde_json::to_string(&page).unwrap();
        assert!(!text.contains("王建国"), "{text}");
        let of = async |office: &str, after: &str| {
            let query = DecisionQuery { office: office.into(), after: after.into() };
            app.public_decisions(&query).await.unwrap().decisions.len()
        };
        assert_eq!((of("east", "").await, of("south", "").await, of("x\0", "").await), (2, 0, 0));
        assert_eq!(of("", "not ours").await, 2);
        assert_eq!(of("", &format!("{}.", page.decisions[0].decided_at)).await, 1);
    })
    .await;
}
