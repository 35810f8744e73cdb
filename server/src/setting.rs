//! How each setting is read. Everything here says what a value should have been, and never repeats a value that may
//! hold a password.

use ipnet::IpNet;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use url::Url;

/// A setting that cannot be used, in words for whoever operates the server.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub struct WrongSetting {
    /// The setting's name in the environment.
    pub name: &'static str,
    /// What is wrong, and what it should be.
    pub message: String,
}

impl fmt::Display for WrongSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.message)
    }
}

impl WrongSetting {
    /// The setting with this name, and what is wrong with it.
    pub fn new(name: &'static str, message: impl Into<String>) -> WrongSetting {
        WrongSetting { name, message: message.into() }
    }
}

/// How a value is read: `Err` says what it should be.
pub type Read<T> = Result<T, String>;

/// An address to listen on.
pub fn listen_address(raw: &str) -> Read<SocketAddr> {
    raw.parse().map_err(|_| format!("must be an IP address and a port, such as 127.0.0.1:3000, and is {raw:?}"))
}

/// Where people reach the application: no more than scheme, host and port.
pub fn public_url(raw: &str) -> Read<Url> {
    let wrong = || {
        format!(
            "must be http:// or https:// with a host and nothing after it, such as https://licensing.example.cn, and is {raw:?}"
        )
    };
    let url = Url::parse(raw).map_err(|_| wrong())?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    match matches!(url.scheme(), "http" | "https") && url.has_host() && bare && url.password().is_none() {
        true => Ok(url),
        false => Err(wrong()),
    }
}

/// A URL of one of these schemes; it may hold a password.
pub fn url_of(schemes: &[&str], example: &str, raw: &str) -> Read<String> {
    let scheme = raw.split_once(':').map(|(scheme, _)| scheme);
    match scheme.is_some_and(|scheme| schemes.contains(&scheme)) && Url::parse(raw).is_ok() {
        true => Ok(raw.to_owned()),
        false => Err(format!("must be a URL that begins with {}, such as {example}", schemes.join(": or ") + ":")),
    }
}

/// A choice by name.
pub fn one_of<T: Copy>(choices: &[(&str, T)], raw: &str) -> Read<T> {
    let found = choices.iter().find(|(name, _)| *name == raw);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        format!("must be {}, and is {raw:?}", names.join(" or "))
    })
}

/// A folder that there is.
pub fn folder(raw: &str) -> Read<PathBuf> {
    let folder = PathBuf::from(raw);
    if folder.is_dir() { Ok(folder) } else { Err(format!("must be a folder that there is, and is {raw:?}")) }
}

/// Networks, separated by commas.
pub fn networks(raw: &str) -> Read<Vec<IpNet>> {
    let one = |part: &str| part.parse::<IpNet>().ok().or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from));
    let parts = raw.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(one).collect::<Option<_>>().ok_or_else(|| {
        format!("must be addresses or networks separated by commas, such as 10.0.0.5,172.16.0.0/12, and is {raw:?}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        assert!(public_url("https://licensing.example.cn").is_ok());
        assert!(public_url("http://127.0.0.1:3000/").is_ok());
        for wrong in
            ["", "licensing.example.cn", "ftp://a.cn", "https://a.cn/path", "https://u@a.cn", "https://a.cn/?q"]
        {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        let message = url_of(&["postgres", "sqlite"], "sqlite:///var/lib/licensing.db", "mysql://me:secret@host/db");
        let message = message.expect_err("a scheme that is not taken");
        assert!(message.contains("postgres: or sqlite:") && !message.contains("secret"), "{message}");
    }

    #[test]
    fn networks_may_be_single_addresses() {
        let list = networks("10.0.0.5, fd00::/8").expect("two networks");
        assert!(list[0].contains(&IpAddr::from([10, 0, 0, 5])) && !list[0].contains(&IpAddr::from([10, 0, 0, 6])));
        assert!(networks("10.0.0").is_err());
        assert_eq!(networks(""), Ok(Vec::new()));
    }
}
