//! The committee of the demonstration: everybody of the office, of one mind.

use super::cast::{Company, STAFF};
use crate::{Actor, Result, Services};
use domain::committee::{Declared, MeetingStatus, Outcome, Plan, Vote};

impl Services {
    /// Has the committee meet about this filing, led by the chair, and pass it on to the sign-off.
    pub(super) async fn meet(&self, company: &Company<'_>, id: &str, chair: &Actor) -> Result<()> {
        let mut members = Vec::new();
        for member in STAFF.iter().filter(|member| member.office.is_some() && member.office == chair.office.as_deref())
        {
            members.push(self.actor_named(member.account).await?);
        }
        let plan = Plan {
            day: self.today().to_string(),
            place: "第一会议室".into(),
            chair: chair.account_id.clone(),
            members: members.iter().map(|member| member.account_id.clone()).collect(),
            filings: vec![id.to_owned()],
        };
        let key = format!("demo-{}-meeting", company.account);
        let meeting = self.call_meeting(chair, &key, &plan).await?;
        let seen = self.meeting(chair, &meeting).await?;
        if seen.status != MeetingStatus::Open {
            return Ok(());
        }
        let ballots = seen.items.iter().flat_map(|item| &item.ballots).filter(|ballot| !ballot.examined);
        for ballot in ballots {
            if let Some(member) = members.iter().find(|member| member.account_id == ballot.member) {
                self.vote(member, &meeting, id, Vote::Agree, "").await?;
            }
        }
        let declared = [Declared { filing: id.to_owned(), outcome: Outcome::Grant, reason: String::new() }];
        let minutes = format!("会议审议了{}的申请，与会委员认为材料齐全、条件符合，一致同意。", company.name);
        self.close_meeting(chair, &meeting, (seen.revision, &key), &minutes, &declared).await?;
        Ok(())
    }
}
