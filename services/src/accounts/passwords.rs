//! Hashing passwords, slowly on purpose.

use crate::{Error, Result};
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// What an unknown account is checked against, so that it takes as long as a known one. No password has this hash.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id (RFC 9106) with OWASP's figures: 19 MiB, two passes, one lane. At most as many hashes run at once as there are
/// cores: more would only take memory.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Passwords {
        let params = Params::new(19 * 1024, 2, 1, None).expect("constants within the algorithm's bounds");
        let cores = available_parallelism().map_or(1, usize::from);
        Passwords {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            permits: Arc::new(Semaphore::new(cores)),
        }
    }
}

impl Passwords {
    /// The hash as a PHC string, which names its own parameters.
    pub(crate) async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String> {
        let password = password.to_owned();
        self.run(move |argon2| argon2.hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()))
            .await?
            .map_err(Error::fault)
    }

    /// Whether this is the password. Without a hash, for an account that does not exist, it takes as long and says no.
    pub(crate) async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let password = password.to_owned();
        let known = hash.is_some();
        let hash = hash.unwrap_or(DECOY).to_owned();
        match self.run(move |argon2| argon2.verify_password(password.as_bytes(), hash.as_str())).await? {
            Ok(()) => Ok(known),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(Error::fault(error)),
        }
    }

    /// The permit goes along into the thread, so that a request that was given up still counts until its hash is done.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static) -> Result<T> {
        let permit = self.permits.clone().acquire_owned().await.map_err(Error::fault)?;
        let argon2 = self.argon2.clone();
        spawn_blocking(move || {
            let done = work(&argon2);
            drop(permit);
            done
        })
        .await
        .map_err(Error::fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_names_the_figures_and_knows_its_password() {
        let passwords = Passwords::default();
        let hash = passwords.hash("承装修试电力设施许可证", [7; 16]).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify("承装修试电力设施许可证", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("承装修试电力设施许可", Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_account_is_checked_with_the_same_figures() {
        assert!(!Passwords::default().verify("whatever it is", None).await.unwrap());
        assert!(DECOY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
