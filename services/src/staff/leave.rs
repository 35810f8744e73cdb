//! People leave (离职).

use crate::db::Tx;
use crate::filings::{Head, sections};
use crate::{Actor, Error, Result, Services};
use domain::Finding;
use domain::filings::Leaving;
use domain::values::ResidentId;
use std::collections::HashSet;

impl Services {
    /// Ends the posts of the people whom the filing names and releases them. Where the licence falls below its conditions,
    /// the time to mend that begins.
    pub(crate) async fn leave(&self, tx: &mut Tx, actor: &Actor, head: &Head, licence_id: &str) -> Result<()> {
        let licence = self.hold_licence(tx, licence_id).await?;
        let leaving = sections(&mut **tx, &head.id).await?.leaving.body;
        for person in leaving.people.iter().filter_map(|person| ResidentId::parse(&person.resident_id).ok()) {
            sqlx::query(
                "update posts
                 set until = $1
                 where licence_id = $2 and resident_id = $3 and until is null",
            )
            .bind(self.now())
            .bind(licence_id)
            .bind(person.as_str())
            .execute(&mut **tx)
            .await?;
            self.release_person(tx, licence_id, person.as_str()).await?;
        }
        self.audit(tx, actor, "staff.leave", "licence", licence_id).await?;
        self.hold_conditions(tx, head, &licence).await
    }

    /// Refuses to let somebody leave whom the licence does not engage, or twice.
    ///
    /// # Errors
    /// `Invalid` on `leaving.people[n].resident_id`.
    pub(crate) async fn refuse_not_engaged(&self, tx: &mut Tx, head: &Head, leaving: &Leaving) -> Result<()> {
        let engaged: Vec<String> =
            sqlx::query_scalar("select resident_id from engagements where licence_id = $1 and released_at is null")
                .bind(&head.licence_id)
                .fetch_all(&mut **tx)
                .await?;
        let engaged: HashSet<String> = engaged.into_iter().collect();
        let mut seen = HashSet::new();
        let mut findings = Vec::new();
        for (n, person) in leaving.people.iter().enumerate() {
            let wrong = match ResidentId::parse(&person.resident_id) {
                Ok(id) if !engaged.contains(id.as_str()) => Some(format!("{}不是本许可证聘用的人员", person.name)),
                Ok(id) if !seen.insert(id.to_string()) => Some(format!("{}已在离职人员中", person.name)),
                Ok(_) => None,
                Err(error) => Some(error.to_string()),
            };
            findings.extend(wrong.map(|wrong| Finding {
                id: "not_engaged".to_owned(),
                ..Finding::field(format!("leaving.people[{n}].resident_id"), wrong)
            }));
        }
        if findings.is_empty() { Ok(()) } else { Err(Error::findings(findings)) }
    }
}
