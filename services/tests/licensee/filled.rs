//! One complete draft of each kind.

use super::*;

/// A draft of this kind that can be submitted: the name changes, 承修五级 is added, the licence runs on, the certificate was
/// damaged, the licence is given up, an electrician comes, a technician goes.
pub async fn filled_in(app: &TestApp, acme: &Licensee, kind: Kind) -> String {
    let actor = &acme.actor;
    let id = match kind {
        Kind::NewLicence => unreachable!("who is licensed files for no new licence"),
        Kind::Joining => return joining(app, actor, Post::Electrician, people(app)).await,
        Kind::Leaving => return leaving(app, actor, &[acme.first + 2]).await,
        Kind::ScopeChange => {
            let wanted = Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
            return judged(app, actor, kind, wanted, None).await;
        }
        Kind::Renewal => {
            let held = acme.licence(app).await.scope;
            return judged(app, actor, kind, held, Some(Downgrade::No)).await;
        }
        Kind::RegistrationChange | Kind::Reissue | Kind::Cancellation => start(app, actor, kind).await,
    };
    let body = match kind {
        Kind::RegistrationChange => {
            save(app, actor, &id, SectionBody::Application(application())).await;
            let before = app.filing(actor, &id).await.unwrap().sections.change.body;
            SectionBody::Change(Change { name: format!("{}（集团）", before.name), ..before })
        }
        Kind::Reissue => SectionBody::Reissue(Reissue {
            reason: Some(ReissueReason::Damaged),
            happened_on: "2026-11-01".into(),
            explanation: "受潮破损".into(),
            ..Reissue::default()
        }),
        _ => SectionBody::Cancellation(Cancellation { reason: Some(CancellationReason::Ceased), ..Default::default() }),
    };
    save(app, actor, &id, body).await;
    documents(app, actor, &id).await;
    id
}
