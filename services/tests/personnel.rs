//! People join and leave a licence; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::conformity::{Severity, blocking};
use domain::filings::*;
use domain::staff::{Post, Search};
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use support::*;

#[tokio::test]
async fn the_licences_people_are_found_by_name_number_and_post() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let find = async |search: Search| app.find_staff(&acme.actor, &search).await.unwrap();
        let all = find(Search::default()).await;
        assert_eq!(all.len(), 12);
        assert!(all.is_sorted_by_key(|member| member.name.clone()));
        assert!(all.iter().all(|member| member.posts.len() == 1 && !member.leaving && member.since == START));

        let by_name = find(Search { name: " 负责人".into(), ..Search::default() }).await;
        assert_eq!(
            by_name.iter().map(|member| member.posts[0]).collect::<Vec<_>>(),
            [Post::TechnicalLead, Post::SafetyLead]
        );
        assert_eq!(by_name[0].qualification, "中级");
        let number = resident_id(acme.first + 7);
        for part in [&number[..17], &number[8..], &number.to_lowercase()] {
            let found = find(Search { resident_id: part.into(), ..Search::default() }).await;
            assert!(found.iter().any(|member| member.resident_id == number && member.qualification == "高压电工"));
        }
        assert_eq!(find(Search { post: Some(Post::Electrician), ..Search::default() }).await.len(), 5);
        assert!(find(Search { name: "没有此人".into(), ..Search::default() }).await.is_empty());

        // Somebody with two posts is one person.
        joins(app, &office, &acme.actor, Post::Technician, acme.first).await;
        let lead = find(Search { name: "技术".into(), ..Search::default() }).await;
        assert_eq!(lead.len(), 5);
        let twice = find(Search { resident_id: resident_id(acme.first), ..Search::default() }).await;
        assert_eq!(twice[0].posts, [Post::TechnicalLead, Post::Technician]);
        assert_eq!(twice[0].qualification, "中级、初级");

        leaving(app, &acme.actor, &[acme.first + 2]).await;
        let leaving: Vec<_> = find(Search::default()).await.into_iter().filter(|member| member.leaving).collect();
        assert_eq!(
            leaving.iter().map(|member| &member.resident_id).collect::<Vec<_>>(),
            [&resident_id(acme.first + 2)]
        );

        assert!(app.find_staff(&app.enterprise("乙公司").await, &Search::default()).await.unwrap().is_empty());
        assert_eq!(refusal(app.find_staff(&office.reviewer, &Search::default()).await), Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn a_new_technical_lead_takes_the_place_of_the_former() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (former, next, last) = (acme.first, people(app), people(app));
        joins(app, &office, &acme.actor, Post::TechnicalLead, next).await;
        let leads = app.find_staff(&acme.actor, &Search { post: Some(Post::TechnicalLead), ..Search::default() }).await;
        assert_eq!(leads.unwrap().iter().map(|member| &member.resident_id).collect::<Vec<_>>(), [&resident_id(next)]);
        assert!(!is_engaged(app, former).await && is_engaged(app, next).await);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (12, 12));
        assert_eq!(app.count("select count(*) from shortfalls").await, 0);

        // A lead who is among the technicians as well stays one of them.
        joins(app, &office, &acme.actor, Post::Technician, next).await;
        joins(app, &office, &acme.actor, Post::TechnicalLead, last).await;
        let member = app.find_staff(&acme.actor, &Search { resident_id: resident_id(next), ..Search::default() }).await;
        assert_eq!(member.unwrap()[0].posts, [Post::Technician]);
        assert!(is_engaged(app, next).await && is_engaged(app, last).await);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (13, 13));
    })
    .await;
}

#[tokio::test]
async fn nobody_joins_beside_a_post_that_does_not_go_with_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = joining(app, &acme.actor, Post::Technician, people(app)).await;
        for (person, post) in [
            (acme.first + 1, "安全负责人"),
            (acme.first + 2, "电力相关技术人员"),
            (acme.first + 7, "电力相关专业技能人员"),
        ] {
            let refused = app.save_row(&acme.actor, &id, None, "", &technician(person)).await;
            let expected = format!("resident_id: 该人员已任本企业的{post}，不能再作为电力相关技术人员入职");
            assert_eq!(findings(refused), [expected]);
        }
        add(app, &acme.actor, &id, &technician(acme.first)).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (13, 14));
    })
    .await;
}

#[tokio::test]
async fn leaving_below_the_conditions_opens_one_shortfall_and_joining_mends_it() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (technician, electrician) = (acme.first + 2, acme.first + 7);
        let id = leaving(app, &acme.actor, &[technician]).await;
        for reader in [&acme.actor] {
            let effect = app.departure_effect(reader, &id).await.unwrap();
            assert_eq!(blocking(&effect).map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["technicians"]);
            assert!(effect.iter().any(|finding| finding.severity == Severity::Met));
        }
        assert_eq!(refusal(app.departure_effect(&office.reviewer, &id).await), Refusal::NotFound, "a draft");
        submit(app, &acme.actor, &id).await;
        assert_eq!(blocking(&app.departure_effect(&office.reviewer, &id).await.unwrap()).count(), 1);
        let stranger = app.enterprise("乙公司").await;
        assert_eq!(refusal(app.departure_effect(&stranger, &id).await), Refusal::NotFound);
        assert!(is_engaged(app, technician).await, "until it is granted");
        grant(app, &office, &id).await.unwrap();
        assert!(!is_engaged(app, technician).await);
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (11, 11));

        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        let shortfall = view.shortfall.expect("one technician is missing");
        assert_eq!((shortfall.since, shortfall.until.to_string()), (START, "2026-12-24".into()));
        assert_eq!(shortfall.findings.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["technicians"]);
        assert_eq!(app.count("select count(*) from outgoing_mail where subject = '人员不再符合许可条件'").await, 1);

        // A second departure does not begin another term, nor send another letter.
        app.clock.advance(DAY);
        leaves(app, &office, &acme.actor, &[electrician]).await;
        let shortfall = app.licence(&acme.actor, &acme.licence, None).await.unwrap().shortfall.unwrap();
        assert_eq!((shortfall.since, shortfall.until.to_string()), (START, "2026-12-24".into()));
        assert_eq!(shortfall.findings.len(), 3, "technicians, electricians, of these high-voltage");
        assert_eq!(app.count("select count(*) from shortfalls").await, 1);
        assert_eq!(app.count("select count(*) from outgoing_mail where subject = '人员不再符合许可条件'").await, 1);

        joins(app, &office, &acme.actor, Post::Electrician, people(app)).await;
        let shortfall = app.licence(&acme.actor, &acme.licence, None).await.unwrap().shortfall.unwrap();
        assert_eq!(shortfall.findings.len(), 1);
        joins(app, &office, &acme.actor, Post::Technician, people(app)).await;
        assert_eq!(app.licence(&office.head, &acme.licence, None).await.unwrap().shortfall, None);
        assert_eq!(app.count("select count(*) from shortfalls where mended_at is not null").await, 1);

        // Falling short again is another term.
        leaves(app, &office, &acme.actor, &[acme.first]).await;
        let shortfall = app.licence(&acme.actor, &acme.licence, None).await.unwrap().shortfall.unwrap();
        assert_eq!(shortfall.until.to_string(), "2026-12-25");
        assert_eq!(app.count("select count(*) from outgoing_mail where subject = '人员不再符合许可条件'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn only_the_licences_people_leave_and_each_once() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, other) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        let id = start(app, &acme.actor, Kind::Leaving).await;
        let wrong = async |people: &[u64]| {
            findings(app.save_section(&acme.actor, &id, 0, &SectionBody::Leaving(leavers(people))).await)
        };
        let stranger = other.first + 2;
        assert_eq!(
            wrong(&[acme.first + 2, stranger]).await,
            [format!("leaving.people[1].resident_id: 人员{stranger}不是本许可证聘用的人员")]
        );
        let mine = acme.first + 2;
        assert_eq!(wrong(&[mine, mine]).await, [format!("leaving.people[1].resident_id: 人员{mine}已在离职人员中")]);

        // Gone by another way since, such as a new lead in one's place.
        save(app, &acme.actor, &id, SectionBody::Leaving(leavers(&[acme.first, mine]))).await;
        documents(app, &acme.actor, &id).await;
        joins(app, &office, &acme.actor, Post::TechnicalLead, people(app)).await;
        let refused = findings(app.submit(&acme.actor, &id, 1, "key-of-submission").await);
        let gone = acme.first;
        assert_eq!(refused, [format!("leaving.people[0].resident_id: 人员{gone}不是本许可证聘用的人员")]);
        save(app, &acme.actor, &id, SectionBody::Leaving(leavers(&[mine]))).await;
        submit(app, &acme.actor, &id).await;
        act(app, &acme.actor, &id, Action::Terminate, "本人改变主意").await.unwrap();
        assert!(is_engaged(app, mine).await, "still the licence's");
        assert_eq!(engaged_by(app, &acme.licence).await, 12);
    })
    .await;
}

#[tokio::test]
async fn of_two_enterprises_that_take_on_the_same_person_one_does() {
    for_each_database(async |app| {
        let office = office(app).await;
        let (acme, other) = (licensee(app, &office, "甲公司").await, licensee(app, &office, "乙公司").await);
        let (mine, theirs) =
            (start(app, &acme.actor, Kind::Joining).await, start(app, &other.actor, Kind::Joining).await);
        let person = people(app);
        for (actor, id) in [(&acme.actor, &mine), (&other.actor, &theirs)] {
            save(app, actor, id, SectionBody::Joining(Joining { read: true, post: Some(Post::TechnicalLead) })).await;
        }
        // Both keep what was typed, one of them with a finding.
        let body = SectionBody::TechnicalLead(lead(person));
        let (a, b) = tokio::join!(
            app.save_section(&acme.actor, &mine, 0, &body),
            app.save_section(&other.actor, &theirs, 0, &body)
        );
        assert_eq!(a.unwrap().findings.len() + b.unwrap().findings.len(), 1);
        documents(app, &acme.actor, &mine).await;
        documents(app, &other.actor, &theirs).await;
        let (a, b) = tokio::join!(
            app.submit(&acme.actor, &mine, 1, "key-of-submission"),
            app.submit(&other.actor, &theirs, 1, "key-of-submission"),
        );
        assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{a:?} {b:?}");
        let (winner, won, refused) = if a.is_ok() { (&acme, &mine, b) } else { (&other, &theirs, a) };
        let elsewhere = "technical_lead.resident_id: 该人员已被其他企业聘用（自2026-11-24），同一人不能重复使用";
        assert_eq!(findings(refused), [elsewhere]);
        grant(app, &office, won).await.unwrap();
        assert!(is_engaged(app, person).await);
        assert_eq!(engaged_by(app, &winner.licence).await, 12);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_given_up_for_another_post_engages_nobody() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let (not_any_more, person) = (people(app), people(app));
        let id = joining(app, &acme.actor, Post::SafetyLead, not_any_more).await;
        save(app, &acme.actor, &id, SectionBody::Joining(Joining { read: true, post: Some(Post::Technician) })).await;
        add(app, &acme.actor, &id, &technician(person)).await;
        documents(app, &acme.actor, &id).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        assert!(is_engaged(app, person).await && !is_engaged(app, not_any_more).await);
        assert!(is_engaged(app, acme.first + 1).await, "the safety lead is who it was");
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (13, 13));
    })
    .await;
}
