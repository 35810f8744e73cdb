//! Finding accounts of the staff.

use crate::filings::{known_shape, stored};
use crate::{Actor, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::administration::{ClaimedFiling, StaffAccount, StaffForm, StaffList, StaffSearch};
use domain::filings::Kind;
use domain::workflow::Status;
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    name: String,
    display_name: String,
    role: String,
    office: String,
    office_name: String,
    email: String,
    active: i64,
    revision: i64,
    signed_in_at: Option<i64>,
    claimed: i64,
}

/// The query for accounts of the staff, with the condition and order that is added.
macro_rules! staff {
    ($rest:literal) => {
        concat!(
            "select a.id, a.name, a.display_name, a.role, coalesce(a.office, '') as office,
                    coalesce(o.name, '') as office_name, a.email, a.active, a.revision,
                    (select max(k.last_seen_at) from known_addresses k where k.account_id = a.id) as signed_in_at,
                    (select count(*) from filings f where f.assignee_id = a.id and f.live = 1) as claimed
             from accounts a
                  left join offices o on o.code = a.office
             where a.role <> 'enterprise' and ",
            $rest
        )
    };
}

impl Services {
    /// The accounts of the staff, at most two hundred: those that can be used first, by office and name.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn staff_accounts(&self, actor: &Actor, search: &StaffSearch) -> Result<StaffList> {
        actor.may_own(Permission::ManageAccounts)?;
        let text = search.text.trim().to_lowercase();
        // What people type is no pattern.
        let pattern: String = text.chars().filter(|c| !c.is_control()).flat_map(escaped).collect();
        let records: Vec<Record> = sqlx::query_as(staff!(
            "($1 = '' or a.key like $2 escape '!' or lower(a.display_name) like $2 escape '!'
                      or lower(a.email) like $2 escape '!')
             and ($3 = '' or a.office = $3) and a.active >= $4
             order by a.active desc, office_name, a.display_name, a.id
             limit 200"
        ))
        .bind(text.replace('\0', ""))
        .bind(format!("%{pattern}%"))
        .bind(search.office.replace('\0', ""))
        .bind(i64::from(search.active))
        .fetch_all(self.db.pool())
        .await?;
        Ok(StaffList {
            accounts: records.into_iter().map(Record::read).collect::<Result<_>>()?,
            offices: sqlx::query_as("select code, name from offices order by region, local")
                .fetch_all(self.db.pool())
                .await?,
        })
    }

    /// The live filings that an account has claimed: they stay its own until the head of the office gives them to somebody
    /// else.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `NotFound` for what is no account of the staff.
    pub async fn claimed_filings(&self, actor: &Actor, id: &str) -> Result<Vec<ClaimedFiling>> {
        actor.may_own(Permission::ManageAccounts)?;
        let account = load(self.db.pool(), id).await?;
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "select f.number, f.kind, f.status, e.name
             from filings f
                  join enterprises e on e.id = f.enterprise_id
             where f.assignee_id = $1 and f.live = 1
             order by f.number
             limit 200",
        )
        .bind(&account.id)
        .fetch_all(self.db.pool())
        .await?;
        let read = |(number, kind, status, enterprise): (String, String, String, String)| {
            let (kind, status) = (stored(Kind::from_code, &kind)?, stored(Status::from_code, &status)?);
            Ok(ClaimedFiling { number, kind, status, enterprise })
        };
        rows.into_iter().map(read).collect()
    }
}

/// One account of the staff.
pub(super) async fn load<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<StaffAccount> {
    let record: Option<Record> =
        sqlx::query_as(staff!("a.id = $1")).bind(known_shape(id)?).fetch_optional(executor).await?;
    record.ok_or(Refusal::NotFound)?.read()
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])
}

impl Record {
    fn read(self) -> Result<StaffAccount> {
        Ok(StaffAccount {
            form: StaffForm {
                account: self.name,
                name: self.display_name,
                role: Some(stored(Role::from_code, &self.role)?),
                office: self.office,
                email: self.email,
            },
            id: self.id,
            office: self.office_name,
            active: self.active != 0,
            signed_in_at: self.signed_in_at,
            claimed: self.claimed,
            revision: self.revision,
        })
    }
}
