//! Finding somebody among one's own people, for 离职【查询】.

use super::posts::{Held, held};
use crate::{Actor, Permission, Result, Services};
use domain::filings::{ElectricianKind, Kind, Leaving, ProfessionalTitle};
use domain::licences::LicenceStatus;
use domain::staff::{Member, Post, Search};
use sqlx::AnyConnection;
use std::collections::{BTreeMap, HashSet};

/// Most people shown; a longer search finds the others.
const MOST: usize = 200;

impl Services {
    /// The people whom the enterprise's licence in force engages, by name.
    ///
    /// # Errors
    /// `Forbidden` for staff of the regulator.
    pub async fn find_staff(&self, actor: &Actor, search: &Search) -> Result<Vec<Member>> {
        actor.may_own(Permission::StartFiling)?;
        let mut connection = self.db.pool().acquire().await?;
        let licence = self.held_licence(&mut *connection, actor.enterprise()).await?;
        let Some(licence) = licence.filter(|licence| licence.status == LicenceStatus::InForce) else {
            return Ok(Vec::new());
        };
        let mut people: BTreeMap<String, Vec<Held>> = BTreeMap::new();
        for held in held(&mut *connection, &licence.id).await? {
            people.entry(held.resident_id.clone()).or_default().push(held);
        }
        let leaving = who_leaves(&mut connection, actor.enterprise()).await?;
        let mut members: Vec<Member> =
            people.into_values().map(|posts| member(posts, &leaving)).filter(|member| fits(member, search)).collect();
        members.sort_by(|a, b| (&a.name, &a.resident_id).cmp(&(&b.name, &b.resident_id)));
        members.truncate(MOST);
        Ok(members)
    }
}

/// ID numbers, as typed, of those whom the enterprise's live filing says to leave.
async fn who_leaves(connection: &mut AnyConnection, enterprise_id: &str) -> Result<HashSet<String>> {
    let body: Option<String> = sqlx::query_scalar(
        "select s.body
         from filings f
              join filing_sections s on s.filing_id = f.id and s.section = 'leaving'
         where f.enterprise_id = $1 and f.kind = $2 and f.live = 1",
    )
    .bind(enterprise_id)
    .bind(Kind::Leaving.code())
    .fetch_optional(connection)
    .await?;
    let leaving: Leaving = body.map_or(Ok(Leaving::default()), |body| serde_json::from_str(&body))?;
    Ok(leaving.people.into_iter().map(|person| person.resident_id).collect())
}

/// Several posts of one person, as a line of a list.
fn member(mut held: Vec<Held>, leaving: &HashSet<String>) -> Member {
    held.sort_by_key(|held| held.post);
    let mut qualifications: Vec<&str> = held.iter().map(qualification).filter(|label| !label.is_empty()).collect();
    qualifications.dedup();
    let first = &held[0];
    Member {
        resident_id: first.resident_id.clone(),
        name: first.name.clone(),
        posts: held.iter().map(|held| held.post).collect(),
        qualification: qualifications.join("、"),
        since: held.iter().map(|held| held.since).min().unwrap_or_default(),
        leaving: leaving.contains(&first.resident_id),
    }
}

fn qualification(held: &Held) -> &'static str {
    match held.post {
        Post::Electrician => ElectricianKind::from_code(&held.class).map_or("", ElectricianKind::label),
        _ => ProfessionalTitle::from_code(&held.class).map_or("", ProfessionalTitle::label),
    }
}

fn fits(member: &Member, search: &Search) -> bool {
    let id = search.resident_id.trim().to_ascii_uppercase();
    member.name.contains(search.name.trim())
        && (member.resident_id.starts_with(&id) || member.resident_id.ends_with(&id))
        && search.post.is_none_or(|post| member.posts.contains(&post))
}
