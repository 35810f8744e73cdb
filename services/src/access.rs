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
    /// For staff: name of the office.
    pub office_name: Option<String>,
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
    /// Find deferred documents right that were handed in, or send them back.
    CheckDeferred,
    /// Comment on what a filing holds.
    Comment,
    /// Read the canned reasons.
    ReadReasons,
    /// Keep the canned reasons.
    ManageReasons,
    /// Read the office's queue.
    ReadQueue,
    /// Give a filing that one works on to another reviewer.
    HandOver,
    /// Read how much lies with each member of the office, and give any filing to another reviewer.
    LeadQueue,
    /// Read what is known of the enterprise and the people of a filing besides it.
    ReadDossier,
    /// Read a licence.
    ReadLicence,
    /// Read the rule sets, what was changed in them, the settings, and the holidays.
    ReadRules,
    /// Choose the rule set, adjust its figures, see what that would do, change settings, add a year's holidays.
    ManageRules,
    /// Read the audit log, export it, and have its chain verified.
    ReadAudit,
    /// Read somebody's full ID number or mobile in a filing, for a reason that is noted.
    RevealPersonal,
    /// Read and record the credit of the office's enterprises.
    ManageCredit,
    /// Make accounts of the staff, change, close and reset them.
    ManageAccounts,
    /// Change the offices and who supervises which province.
    ManageOffices,
    /// Change how documents are asked for, and their blank forms.
    ManageTemplates,
    /// Arrange the office's site visits and write what they found.
    ManageVisits,
    /// Call the meetings of the office's committee, sit in them, vote.
    HoldCommittee,
    /// See what waits for the head's decision, and decide on several at once.
    SignOff,
    /// Read the figures: of one's office, or of all as who decides nothing.
    ReadFigures,
    /// Rate a matter of the enterprise's own.
    RateMatter,
    /// Make codes to rate by, and deal with bad ratings; what heads alone may, the table of steps says.
    ManageRatings,
    /// Read the figures of the ratings, which name nobody.
    ReadRatingFigures,
    /// Read the campaigns of self-inspection that were launched, and how far they are.
    ReadCampaigns,
    /// Plan and launch campaigns of self-inspection.
    ManageCampaigns,
    /// Read a report of a self-inspection.
    ReadInspection,
    /// Fill in and submit one's own report.
    WriteInspection,
    /// Send the office's reports back, and conclude on them.
    JudgeInspection,
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
        Permission::Comment,
        Permission::ReadReasons,
        Permission::ManageReasons,
        Permission::ReadQueue,
        Permission::HandOver,
        Permission::LeadQueue,
        Permission::ReadDossier,
        Permission::ReadLicence,
        Permission::ReadRules,
        Permission::ManageRules,
        Permission::ReadAudit,
        Permission::RevealPersonal,
        Permission::ManageCredit,
        Permission::ManageAccounts,
        Permission::ManageOffices,
        Permission::ManageTemplates,
        Permission::ManageVisits,
        Permission::HoldCommittee,
        Permission::SignOff,
        Permission::ReadFigures,
        Permission::RateMatter,
        Permission::ManageRatings,
        Permission::ReadRatingFigures,
        Permission::ReadCampaigns,
        Permission::ManageCampaigns,
        Permission::ReadInspection,
        Permission::WriteInspection,
        Permission::JudgeInspection,
    ];

    /// The table: how far a permission reaches in the hands of an enterprise, a reviewer, a head, an administrator. An
    /// administrator keeps accounts, rules and settings, and decides nothing.
    #[rustfmt::skip]
    fn row(self) -> [Reach; 4] {
        use Permission as P;
        use Reach::{Nothing as No, Oneself as Self_, OwnEnterprise as Own, OwnOffice as Office};
        match self {
            P::UseOwnAccount     => [Self_, Self_,  Self_,  Self_],
            P::ReadEnterprise    => [Own,   Office, Office, No],
            P::WriteEnterprise   => [Own,   No,     No,     No],
            P::StartFiling       => [Own,   No,     No,     No],
            P::ReadFiling        => [Own,   Office, Office, No],
            P::WriteFiling       => [Own,   No,     No,     No],
            P::MoveFiling        => [Own,   Office, Office, No],
            P::CheckDeferred     => [No,    Office, Office, No],
            P::Comment           => [No,    Office, Office, No],
            P::RevealPersonal    => [No,    Office, Office, No],
            P::ReadQueue         => [No,    Office, Office, No],
            P::HandOver          => [No,    Office, Office, No],
            P::LeadQueue         => [No,    No,     Office, No],
            P::ReadDossier       => [No,    Office, Office, No],
            P::ManageVisits      => [No,    Office, Office, No],
            P::HoldCommittee     => [No,    Office, Office, No],
            P::SignOff           => [No,    No,     Office, No],
            P::ReadLicence       => [Own,   Office, Office, No],
            P::ManageCredit      => [No,    Office, Office, No],
            // Administrators count every office.
            P::ReadFigures       => [No,    Office, Office, Self_],
            P::RateMatter        => [Own,   No,     No,     No],
            P::ManageRatings     => [No,    Office, Office, No],
            P::ReadRatingFigures => [No,    Self_,  Self_,  Self_],
            P::ReadCampaigns     => [No,    Self_,  Self_,  Self_],
            P::ManageCampaigns   => [No,    No,     No,     Self_],
            P::ReadInspection    => [Own,   Office, Office, No],
            P::WriteInspection   => [Own,   No,     No,     No],
            P::JudgeInspection   => [No,    Office, Office, No],
            // These hold for the whole country, so they are no office's.
            P::ReadReasons       => [No,    Self_,  Self_,  Self_],
            P::ManageReasons     => [No,    No,     No,     Self_],
            P::ReadRules         => [No,    Self_,  Self_,  Self_],
            P::ManageRules       => [No,    No,     No,     Self_],
            P::ManageAccounts    => [No,    No,     No,     Self_],
            P::ManageOffices     => [No,    No,     No,     Self_],
            P::ManageTemplates   => [No,    No,     No,     Self_],
            P::ReadAudit         => [No,    No,     No,     Self_],
        }
    }

    /// How far it reaches in the hands of this role.
    pub fn reach(self, role: Role) -> Reach {
        let [enterprise, reviewer, head, administrator] = self.row();
        match role {
            Role::Enterprise => enterprise,
            Role::Reviewer => reviewer,
            Role::Head => head,
            Role::Administrator => administrator,
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
            office_name: None,
            address: String::new(),
            session: String::new(),
        }
    }

    /// What has no owner but the person who does it.
    const OWN: &[Permission] = &[
        Permission::UseOwnAccount,
        Permission::ReadRules,
        Permission::ManageRules,
        Permission::ReadReasons,
        Permission::ManageReasons,
        Permission::ReadAudit,
        Permission::ReadCampaigns,
        Permission::ManageCampaigns,
        Permission::ReadRatingFigures,
        Permission::ManageAccounts,
        Permission::ManageOffices,
        Permission::ManageTemplates,
    ];

    #[test]
    fn nobody_reaches_a_strangers_row() {
        for &permission in Permission::ALL.iter().filter(|&p| !OWN.contains(p)) {
            // Administrators count every office.
            let counts = |role| permission == Permission::ReadFigures && role == Role::Administrator;
            for &role in Role::ALL.iter().filter(|&&role| !counts(role)) {
                let strange = Owner { enterprise: "theirs", office: "north" };
                assert!(actor(role).may(permission, strange).is_err(), "{permission:?} as {role}");
            }
        }
    }

    #[test]
    fn administrators_keep_the_rules_and_decide_nothing() {
        for &permission in Permission::ALL {
            let may = actor(Role::Administrator).may_own(permission).is_ok();
            let keeps = OWN.contains(&permission) || permission == Permission::ReadFigures;
            assert_eq!(may, keeps, "{permission:?}");
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
