//! Before and after the measuring: signing in, looking at first answers in full, and whether everything written is there.

use crate::api::Session;
use crate::ceiling::{self, Ceiling};
use crate::drafts;
use crate::expected::Expected;
use crate::scenarios::{CONNECTIONS, SUBMISSIONS, Saving, Stage, decompressed};
use crate::server_process::ServerProcess;
use crate::{ELECTRICIANS, Result};
use domain::accounts::Role;
use domain::filings::{Saved, SavedRow};
use domain::workflow::Status;
use hyper::header::CONTENT_ENCODING;
use std::sync::Arc;

/// Prepares everything that the scenarios need.
pub async fn stage(server: &ServerProcess) -> Result<Stage> {
    let (mut session, filing) = find_draft(server).await?;
    let visitor = session.visitor.clone();
    let rows = session.electricians(&filing).await?.rows.into_iter().skip(100).take(CONNECTIONS[CONNECTIONS.len() - 1]);
    let mut saving: Vec<_> = rows.map(|row| Saving::new(visitor.clone(), filing.clone(), row)).collect();
    for saving in &mut saving {
        // Once before the pages are looked at: from then on a save does not change their length.
        session.work(saving).await?;
    }
    let list = session.electricians(&filing).await?;

    let all_page = session.page(&Stage::all_path(&filing), false).await?;
    let all = Expected::of(&all_page.body, &list.rows, &list.totals)?;
    if all.rows != ELECTRICIANS {
        return Err(format!("the page with all rows has {}", all.rows).into());
    }
    let first_page = session.page(&Stage::first_path(&filing), false).await?;
    let first = Expected::of(&first_page.body, &list.rows, &list.totals)?;
    let packed = session.page(&Stage::first_path(&filing), true).await?;
    let compressed = packed.headers.contains_key(CONTENT_ENCODING);
    if compressed {
        first.hold(&decompressed(&packed)?)?;
    }

    let row = &list.rows[0];
    let answer = SavedRow { id: row.id.clone(), saved: Saved { revision: 1_000, saved_at: 1_795_000_000_000 } };
    ceiling::keep(server.folder(), ceiling::ALL, &all_page.body)?;
    ceiling::keep(server.folder(), ceiling::FIRST, &first_page.body)?;
    ceiling::keep(server.folder(), ceiling::SAVE, &serde_json::to_vec(&answer)?)?;

    let enterprises = SUBMISSIONS.iter().sum();
    eprintln!("Registering {enterprises} enterprises");
    Ok(Stage {
        server: server.address,
        server_pid: server.pid,
        ceiling: Ceiling::start(server.folder()).await?,
        visitor,
        filing,
        all: Arc::new(all),
        first: Arc::new(first),
        compressed,
        saving,
        ready: drafts::register(server.address, enterprises).await?,
        submitted: Vec::new(),
    })
}

/// Signs in as the demonstration enterprise whose draft has the thousand electricians.
async fn find_draft(server: &ServerProcess) -> Result<(Session, String)> {
    // `server demo` prints account, password, and role with a description.
    let enterprise = |line: &&str| line.contains(Role::Enterprise.label());
    for line in server.demo.lines().filter(enterprise) {
        let mut words = line.split_whitespace();
        let (Some(account), Some(password)) = (words.next(), words.next()) else { continue };
        let mut session = Session::sign_in(server.address, account, password).await?;
        if let Some(draft) = session.draft().await?
            && session.electricians(&draft).await?.rows.len() == ELECTRICIANS
        {
            return Ok((session, draft));
        }
    }
    Err(format!("no demonstration enterprise has a draft with {ELECTRICIANS} electricians:\n{}", server.demo).into())
}

/// Whether what the server confirmed is what it has: the rows as last saved, the filings submitted.
///
/// # Errors
/// What is otherwise.
pub async fn hold_what_was_written(stage: &Stage) -> Result<()> {
    let mut session = Session::resume(stage.visitor.clone()).await?;
    let list = session.electricians(&stage.filing).await?;
    for saving in &stage.saving {
        if !list.rows.contains(&saving.row) {
            return Err(format!("row {} is not as it was last saved", saving.row.id).into());
        }
    }
    for draft in &stage.submitted {
        let filing = Session::resume(draft.visitor.clone()).await?.filing(&draft.filing).await?;
        let status = filing.header.summary.status;
        if status != Status::Submitted {
            return Err(format!("a filing that was submitted is {status}").into());
        }
    }
    Ok(())
}
