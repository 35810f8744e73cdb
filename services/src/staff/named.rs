//! The people whom a filing names, and for which posts.

use crate::filings::stored;
use crate::{Error, Result};
use domain::filings::{Electrician, ElectricianKind, Lead, ProfessionalTitle, Technician};
use domain::staff::Post;
use domain::values::ResidentId;
use sqlx::AnyConnection;

/// Somebody named for a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub post: Post,
    pub person: ResidentId,
    pub name: String,
    /// Code of 职称 or 电工类别; empty where none was chosen.
    pub class: &'static str,
    /// JSON of the form model.
    pub body: String,
}

/// Everybody whom the filing names for one of these posts, by ID number.
pub(super) async fn named(connection: &mut AnyConnection, filing: &str, posts: &[Post]) -> Result<Vec<Named>> {
    // Codes of sections, lists and posts are the same.
    let stored_people: Vec<(String, String)> = sqlx::query_as(
        "select section, body
         from filing_sections
         where filing_id = $1 and section in ('technical_lead', 'safety_lead')
         union all
         select list, body
         from filing_rows
         where filing_id = $1 and list in ('technicians', 'electricians')",
    )
    .bind(filing)
    .fetch_all(connection)
    .await?;
    let mut people = Vec::new();
    for (place, body) in stored_people {
        let post = stored(Post::from_code, &place)?;
        if posts.contains(&post) {
            people.push(read(post, body)?);
        }
    }
    // Always in the same order: two who engage the same people at once wait for each other instead of crosswise.
    people.sort_by(|a, b| (a.person.as_str(), a.post).cmp(&(b.person.as_str(), b.post)));
    Ok(people)
}

fn read(post: Post, body: String) -> Result<Named> {
    let (name, resident_id, class) = match post {
        Post::TechnicalLead | Post::SafetyLead => {
            let lead: Lead = serde_json::from_str(&body)?;
            (lead.name, lead.resident_id, lead.title.map_or("", ProfessionalTitle::code))
        }
        Post::Technician => {
            let row: Technician = serde_json::from_str(&body)?;
            (row.name, row.resident_id, row.title.map_or("", ProfessionalTitle::code))
        }
        Post::Electrician => {
            let row: Electrician = serde_json::from_str(&body)?;
            (row.name, row.resident_id, row.kind.map_or("", ElectricianKind::code))
        }
    };
    let person = ResidentId::parse(&resident_id).map_err(|error| {
        // What is submitted has been checked. Not the number itself: it would be in the log.
        Error::fault(format!("a {} without an ID number: {error}", post.code()))
    })?;
    Ok(Named { post, person, name: name.trim().to_owned(), class, body })
}
