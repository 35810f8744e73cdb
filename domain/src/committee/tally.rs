//! Counting votes.

use super::{Ballot, Outcome, Vote};

/// The votes on one filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// 同意.
    pub agree: usize,
    /// 不同意.
    pub against: usize,
    /// 弃权.
    pub abstain: usize,
    /// How many may vote: all members but who examined the filing.
    pub voters: usize,
}

impl Tally {
    /// Counts these ballots.
    pub fn count(ballots: &[Ballot]) -> Tally {
        let voters = ballots.iter().filter(|ballot| !ballot.examined);
        let votes = |wanted| voters.clone().filter(|ballot| ballot.vote == Some(wanted)).count();
        Tally {
            agree: votes(Vote::Agree),
            against: votes(Vote::Against),
            abstain: votes(Vote::Abstain),
            voters: voters.clone().count(),
        }
    }

    /// How many have voted.
    pub fn cast(self) -> usize {
        self.agree + self.against + self.abstain
    }

    /// Whether more than half of those who may vote have, so that the meeting can find anything.
    pub fn decisive(self) -> bool {
        self.majority(self.cast())
    }

    /// What the votes come to: what more than half of those who may vote want. Whoever stays away or abstains wants neither.
    pub fn outcome(self) -> Outcome {
        match (self.majority(self.agree), self.majority(self.against)) {
            (true, _) => Outcome::Grant,
            (_, true) => Outcome::Refuse,
            _ => Outcome::Return,
        }
    }

    /// What stands against the chair declaring this: it is what the votes come to, or the filing is examined once more.
    pub fn against(self, declared: Outcome) -> Option<String> {
        let voted = format!("{}人有表决权，{}人已表决", self.voters, self.cast());
        match declared {
            _ if !self.decisive() => Some(format!("表决人数未过半（{voted}），不能作出结论")),
            Outcome::Return => None,
            outcome if outcome == self.outcome() => None,
            outcome => Some(format!("表决结果不支持“{outcome}”：{self}")),
        }
    }

    fn majority(self, votes: usize) -> bool {
        2 * votes > self.voters
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let waiting = self.voters - self.cast();
        write!(f, "同意{}，不同意{}，弃权{}", self.agree, self.against, self.abstain)?;
        if waiting > 0 { write!(f, "，未表决{waiting}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ballots(votes: &[Option<Vote>]) -> Vec<Ballot> {
        let ballot = |(n, &vote): (usize, &Option<Vote>)| Ballot {
            member: n.to_string(),
            name: format!("委员{n}"),
            examined: false,
            vote,
            reason: String::new(),
        };
        votes.iter().enumerate().map(ballot).collect()
    }

    fn outcome(votes: &[Option<Vote>]) -> Outcome {
        Tally::count(&ballots(votes)).outcome()
    }

    const AGREE: Option<Vote> = Some(Vote::Agree);
    const AGAINST: Option<Vote> = Some(Vote::Against);
    const ABSTAIN: Option<Vote> = Some(Vote::Abstain);

    #[test]
    fn more_than_half_of_those_who_may_vote_decide() {
        assert_eq!(outcome(&[AGREE, AGREE, AGAINST]), Outcome::Grant);
        assert_eq!(outcome(&[AGREE, AGREE, None]), Outcome::Grant);
        assert_eq!(outcome(&[AGAINST, AGAINST, ABSTAIN]), Outcome::Refuse);
        assert_eq!(outcome(&[AGREE, ABSTAIN, AGAINST]), Outcome::Return);
        assert_eq!(outcome(&[AGREE, AGAINST]), Outcome::Return, "half is no majority");
        assert_eq!(outcome(&[AGREE, None]), Outcome::Return);
    }

    #[test]
    fn who_examined_it_does_not_count() {
        let mut ballots = ballots(&[AGREE, AGREE, AGAINST]);
        ballots[2].examined = true;
        let tally = Tally::count(&ballots);
        assert_eq!((tally.voters, tally.cast(), tally.outcome()), (2, 2, Outcome::Grant));
        assert_eq!(tally.to_string(), "同意2，不同意0，弃权0");
        ballots[1].vote = None;
        assert_eq!(Tally::count(&ballots).to_string(), "同意1，不同意0，弃权0，未表决1");
        assert!(!Tally::count(&ballots).decisive());
    }

    fn any_ballots() -> impl Strategy<Value = Vec<Ballot>> {
        let vote = prop_oneof![Just(None), Just(AGREE), Just(AGAINST), Just(ABSTAIN)];
        proptest::collection::vec((vote, any::<bool>()), 0..9).prop_map(|votes| {
            let mut all = ballots(&votes.iter().map(|(vote, _)| *vote).collect::<Vec<_>>());
            for (ballot, (_, examined)) in all.iter_mut().zip(votes) {
                ballot.examined = examined;
            }
            all
        })
    }

    proptest! {
        #[test]
        fn a_recommendation_has_a_majority_and_one_vote_more_for_it_keeps_it(ballots in any_ballots(), at in 0usize..9) {
            let tally = Tally::count(&ballots);
            prop_assert!(tally.cast() <= tally.voters);
            prop_assert_eq!(tally.outcome() == Outcome::Grant, 2 * tally.agree > tally.voters);
            prop_assert!(tally.outcome() == Outcome::Return || tally.decisive());
            if let Some(outcome) = Outcome::ALL.iter().find(|outcome| tally.against(**outcome).is_none()) {
                prop_assert!(*outcome == Outcome::Return || *outcome == tally.outcome());
            }
            let mut more = ballots.clone();
            if let Some(ballot) = more.get_mut(at) {
                ballot.vote = AGREE;
                if tally.outcome() == Outcome::Grant {
                    prop_assert_eq!(Tally::count(&more).outcome(), Outcome::Grant);
                }
            }
        }
    }
}
