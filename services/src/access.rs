//! Authorisation: one table, one mechanism. Each use case starts with `actor.may(permission, owner)?`.

use crate::Result;
use domain::Refusal;
use domain::accounts::Role;

/// Who acts: the account of the session, with what decides its rights.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Account id.
    pub account_id: String,
    /// Account name.
    pub account: String,
    /// Name shown to others: the enterprise's, or the member of staff's.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// For enterprises.
    pub enterprise_id: Option<String>,
    /// For staff: code of the office.
    pub office: Option<String>,
    /// Where the request came from, for the audit log.
    pub address: String,
    /// The session, by the hash of its token.
    pub session: String,
}

/// Something that a use case does. Every one belongs to exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Read one's own to-do list, viewer and home page; change one's own password; sign out.
    UseOwnAccount,
    /// Read the enterprise's registration.
    ReadEnterprise,
    /// Change the enterprise's registration.
    WriteEnterprise,
    /// Start a filing.
    StartFiling,
    /// Read a filing, its rows, its documents, its timeline.
    ReadFiling,
    /// Change a draft.
    WriteFiling,
    /// Take a step of the workflow; which ones, the workflow table says.
    MoveFiling,
    /// Find deferred documents right that were handed in.
    CheckDeferred,
    /// Read the office's queue.
    ReadQueue,
    /// Read a licence.
    ReadLicence,
    /// Read the rule sets, what was changed in them, and the holidays.
    ReadRules,
    /// Choose the rule set, adjust its figures, see what that would do, add a year's holidays.
    ManageRules,
    /// Read and record the credit of the office's enterprises.
    ManageCredit,
}

/// Whose row it is.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The enterprise.
    pub enterprise: &'a str,
    /// The competent office.
    pub office: &'a str,
}

/// How far a permission reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// Rows of one's own enterprise.
    OwnEnterprise,
    /// Rows that one's office is competent for.
    OwnOffice,
    /// Needs no row: concerns oneself.
    Oneself,
}

impl Permission {
    /// Every permission, for tests that walk the table.
    pub const ALL: &'static [Permission] = &[
        Permission::UseOwnAccount,
        Permission::ReadEnterprise,
        Permission::WriteEnterprise,
        Permission::StartFiling,
        Permission::ReadFiling,
        Permission::WriteFiling,
        Permission::MoveFiling,
        Permission::CheckDeferred,
        Permission::ReadQueue,
        Permission::ReadLicence,
        Permission::ReadRules,
        Permission::ManageRules,
        Permission::ManageCredit,
    ];

    /// The table.
    pub fn reach(self, role: Role) -> Reach {
        use Permission as P;
        match (self, role) {
            (P::UseOwnAccount, _) => Reach::Oneself,
            (P::ReadQueue | P::CheckDeferred | P::ManageCredit, Role::Reviewer | Role::Head) => Reach::OwnOffice,
            (P::ReadQueue | P::CheckDeferred | P::ManageCredit, _) => Reach::Nothing,
            // They hold for the whole country, so they are no office's.
            (P::ReadRules, Role::Reviewer | Role::Head) => Reach::Oneself,
            (P::ReadRules | P::ManageRules, Role::Administrator) => Reach::Oneself,
            (P::ReadRules | P::ManageRules, _) => Reach::Nothing,
            (P::WriteEnterprise | P::StartFiling | P::WriteFiling, Role::Enterprise) => Reach::OwnEnterprise,
            (P::WriteEnterprise | P::StartFiling | P::WriteFiling, _) => Reach::Nothing,
            (P::ReadEnterprise | P::ReadFiling | P::MoveFiling | P::ReadLicence, Role::Enterprise) => {
                Reach::OwnEnterprise
            }
            (P::ReadEnterprise | P::ReadFiling | P::MoveFiling | P::ReadLicence, Role::Reviewer | Role::Head) => {
                Reach::OwnOffice
            }
            // An administrator keeps accounts, rules and settings, and decides nothing.
            (P::ReadEnterprise | P::ReadFiling | P::MoveFiling | P::ReadLicence, Role::Administrator) => Reach::Nothing,
        }
    }
}

impl Actor {
    /// Whether the actor may do this to this row.
    ///
    /// # Errors
    /// `Forbidden` for what the role never does; `NotFound` for a row that is somebody else's, so that nobody learns
    /// which ids exist.
    pub fn may(&self, permission: Permission, owner: Owner<'_>) -> Result<()> {
        let own = match permission.reach(self.role) {
            Reach::Nothing => return Err(Refusal::Forbidden.into()),
            Reach::Oneself => true,
            Reach::OwnEnterprise => self.enterprise_id.as_deref() == Some(owner.enterprise),
            Reach::OwnOffice => self.office.as_deref() == Some(owner.office),
        };
        if own { Ok(()) } else { Err(Refusal::NotFound.into()) }
    }

    /// Whether the actor may do this at all, for what concerns the actor's own enterprise, office or account.
    ///
    /// # Errors
    /// `Forbidden` for what the role never does.
    pub fn may_own(&self, permission: Permission) -> Result<()> {
        self.may(permission, Owner { enterprise: self.enterprise(), office: self.office() })
    }

    /// The actor's enterprise id; empty for staff.
    pub fn enterprise(&self) -> &str {
        self.enterprise_id.as_deref().unwrap_or_default()
    }

    /// The actor's office code; empty for enterprises.
    pub fn office(&self) -> &str {
        self.office.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        Actor {
            account_id: "a".into(),
            account: "a".into(),
            name: "a".into(),
            role,
            enterprise_id: (role == Role::Enterprise).then(|| "mine".into()),
            office: (role != Role::Enterprise).then(|| "east".into()),
            address: String::new(),
            session: String::new(),
        }
    }

    /// What has no owner but the person who does it.
    const OWN: &[Permission] = &[Permission::UseOwnAccount, Permission::ReadRules, Permission::ManageRules];

    #[test]
    fn nobody_reaches_a_strangers_row() {
        for &permission in Permission::ALL.iter().filter(|&p| !OWN.contains(p)) {
            for &role in Role::ALL {
                let strange = Owner { enterprise: "theirs", office: "north" };
                assert!(actor(role).may(permission, strange).is_err(), "{permission:?} as {role}");
            }
        }
    }

    #[test]
    fn administrators_keep_the_rules_and_decide_nothing() {
        for &permission in Permission::ALL {
            let may = actor(Role::Administrator).may_own(permission).is_ok();
            assert_eq!(may, OWN.contains(&permission), "{permission:?}");
        }
    }

    #[test]
    fn nobody_but_administrators_keeps_the_rules() {
        for &role in Role::ALL.iter().filter(|&&role| role != Role::Administrator) {
            assert!(actor(role).may_own(Permission::ManageRules).is_err(), "{role}");
        }
        assert!(actor(Role::Enterprise).may_own(Permission::ReadRules).is_err());
    }
}
