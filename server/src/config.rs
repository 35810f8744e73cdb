//! Settings, by flag or environment, and what they come to.

use crate::setting::{self, Read, WrongSetting};
use clap::Args;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;
use url::Url;

/// Settings as given. An empty one counts as not given, as service managers and Compose files leave them.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Where the application listens: address and port [default: 127.0.0.1:3000]
    #[arg(long, env = "LISTEN_ADDR", value_name = "ADDRESS:PORT", global = true, hide_env_values = true)]
    listen_addr: Option<String>,

    /// Where people reach it: http:// or https://, for links in mail; https makes cookies secure [default: http:// and
    /// LISTEN_ADDR]
    #[arg(long, env = "PUBLIC_URL", value_name = "URL", global = true, hide_env_values = true)]
    public_url: Option<String>,

    /// Folder for everything that has no setting of its own [default: data]
    #[arg(long, env = "DATA_DIR", value_name = "FOLDER", global = true, hide_env_values = true)]
    data_dir: Option<String>,

    /// sqlite:///absolute/file.db or postgres://user:password@host/database [default: licensing.db in DATA_DIR]
    #[arg(long, env = "DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    database_url: Option<String>,

    /// Where attachments are kept: file:///absolute/folder, or s3://bucket?endpoint=URL&region=NAME with
    /// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment [default: attachments in DATA_DIR]
    #[arg(long, env = "STORAGE_URL", value_name = "URL", global = true, hide_env_values = true)]
    storage_url: Option<String>,

    /// Mail server: smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host [default:
    /// mail is written to the folder mail in DATA_DIR]
    #[arg(long, env = "SMTP_URL", value_name = "URL", global = true, hide_env_values = true)]
    smtp_url: Option<String>,

    /// The sender of mail: an address, or NAME <ADDRESS> [default: no-reply at PUBLIC_URL's host]
    #[arg(long, env = "MAIL_FROM", value_name = "ADDRESS", global = true, hide_env_values = true)]
    mail_from: Option<String>,

    /// Where the credit of enterprises is asked for: http:// or https://, see README.md [default: what the offices
    /// record here]
    #[arg(long, env = "CREDIT_URL", value_name = "URL", global = true, hide_env_values = true)]
    credit_url: Option<String>,

    /// Folder with fonts for papers (PDF), at least one that has Chinese [default: the system's fonts]
    #[arg(long, env = "FONT_DIR", value_name = "FOLDER", global = true, hide_env_values = true)]
    font_dir: Option<String>,

    /// Where Prometheus fetches /metrics; keep it off the public network [default: 127.0.0.1:9464]
    #[arg(long, env = "METRICS_ADDR", value_name = "ADDRESS:PORT", global = true, hide_env_values = true)]
    metrics_addr: Option<String>,

    /// Reverse proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas [default: none]
    #[arg(long, env = "TRUSTED_PROXIES", value_name = "NETWORKS", global = true, hide_env_values = true)]
    trusted_proxies: Option<String>,

    /// How the log looks: text or json [default: text]
    #[arg(long, env = "LOG_FORMAT", value_name = "FORMAT", global = true, hide_env_values = true)]
    log_format: Option<String>,

    /// What is logged: a level, or levels by module such as info,server=debug [default: info]
    #[arg(long, env = "RUST_LOG", value_name = "LEVELS", global = true, hide_env_values = true)]
    rust_log: Option<String>,

    /// The browser's files, as cargo-leptos has built them [default: target/site]
    #[arg(long, env = "LEPTOS_SITE_ROOT", value_name = "FOLDER", global = true, hide_env_values = true)]
    leptos_site_root: Option<String>,

    /// Whether those files have a hash in their name: true or false [default: true if hash.txt is beside the program]
    #[arg(long, env = "LEPTOS_HASH_FILES", value_name = "BOOLEAN", global = true, hide_env_values = true)]
    leptos_hash_files: Option<String>,
}

/// How the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Where mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// To a mail server; the URL may hold a password.
    Smtp(String),
    /// To a folder, one file a mail.
    Folder(PathBuf),
}

/// The settings, read and completed.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the application listens.
    pub listen: SocketAddr,
    /// Where people reach it.
    pub public_url: Url,
    /// Absolute.
    pub data_dir: PathBuf,
    /// The database.
    pub database_url: String,
    /// The attachments.
    pub storage_url: String,
    /// Where mail goes.
    pub mail: Mail,
    /// The sender of mail, unless it is made from the public URL.
    pub mail_from: Option<String>,
    /// The credit service, unless the offices' own records are asked; the URL may hold a password.
    pub credit_url: Option<String>,
    /// Fonts for papers, unless the system's are taken.
    pub font_dir: Option<PathBuf>,
    /// Where Prometheus fetches.
    pub metrics: SocketAddr,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How the log looks.
    pub log_format: LogFormat,
    /// What is logged, in the syntax of `RUST_LOG`.
    pub log_levels: String,
    /// The browser's files.
    pub site_root: String,
    /// Whether they have a hash in their name; `None` when the program shall find out.
    pub hash_files: Option<bool>,
}

impl Config {
    /// Reads every setting.
    ///
    /// # Errors
    /// All settings that are wrong, not only the first.
    pub fn read(given: &Settings) -> Result<Config, Vec<WrongSetting>> {
        let mut wrong = Vec::new();
        let data_dir = absolute(text(&given.data_dir).unwrap_or("data"));
        let listen = read(&mut wrong, "LISTEN_ADDR", &given.listen_addr, setting::listen_address)
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let public_url = read(&mut wrong, "PUBLIC_URL", &given.public_url, setting::public_url);
        let database_url = read(&mut wrong, "DATABASE_URL", &given.database_url, |raw| {
            setting::url_of(&["sqlite", "postgres", "postgresql"], "sqlite:///var/lib/licensing/licensing.db", raw)
        });
        let storage_url = read(&mut wrong, "STORAGE_URL", &given.storage_url, |raw| {
            setting::url_of(&["file", "s3"], "file:///var/lib/licensing/attachments", raw)
        });
        let smtp_url = read(&mut wrong, "SMTP_URL", &given.smtp_url, |raw| {
            setting::url_of(&["smtp", "smtps"], "smtps://user:password@mail.example.cn", raw)
        });
        let credit_url = read(&mut wrong, "CREDIT_URL", &given.credit_url, |raw| {
            setting::url_of(&["http", "https"], "https://credit.example.cn/api", raw)
        });
        let font_dir = read(&mut wrong, "FONT_DIR", &given.font_dir, setting::folder);
        let metrics = read(&mut wrong, "METRICS_ADDR", &given.metrics_addr, setting::listen_address);
        let trusted_proxies = read(&mut wrong, "TRUSTED_PROXIES", &given.trusted_proxies, setting::networks);
        let log_format = read(&mut wrong, "LOG_FORMAT", &given.log_format, |raw| {
            setting::one_of(&[("text", LogFormat::Text), ("json", LogFormat::Json)], raw)
        });
        let log_levels = read(&mut wrong, "RUST_LOG", &given.rust_log, |raw| match EnvFilter::try_new(raw) {
            Ok(_) => Ok(raw.to_owned()),
            Err(_) => Err(format!("must be a level or levels by module, such as info,server=debug, and is {raw:?}")),
        });
        let hash_files = read(&mut wrong, "LEPTOS_HASH_FILES", &given.leptos_hash_files, |raw| {
            setting::one_of(&[("true", true), ("false", false)], raw)
        });
        let own_url = || Url::parse(&format!("http://{}", reachable(listen)));
        let (Some(public_url), true) = (public_url.or_else(|| own_url().ok()), wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok(Config {
            listen,
            public_url,
            database_url: database_url.unwrap_or_else(|| below("sqlite", &data_dir, "licensing.db")),
            storage_url: storage_url.unwrap_or_else(|| below("file", &data_dir, "attachments")),
            mail: smtp_url.map_or_else(|| Mail::Folder(data_dir.join("mail")), Mail::Smtp),
            mail_from: text(&given.mail_from).map(str::to_owned),
            credit_url,
            font_dir,
            metrics: metrics.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 9464))),
            trusted_proxies: trusted_proxies.unwrap_or_default(),
            log_format: log_format.unwrap_or(LogFormat::Text),
            log_levels: log_levels.unwrap_or_else(|| "info".to_owned()),
            site_root: text(&given.leptos_site_root).unwrap_or("target/site").to_owned(),
            hash_files,
            data_dir,
        })
    }

    /// Whether people reach the application over TLS.
    pub fn secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Where people reach it, without a slash at the end.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }
}

fn text(given: &Option<String>) -> Option<&str> {
    given.as_deref().map(str::trim).filter(|given| !given.is_empty())
}

fn read<T>(
    wrong: &mut Vec<WrongSetting>,
    name: &'static str,
    given: &Option<String>,
    parse: impl Fn(&str) -> Read<T>,
) -> Option<T> {
    match parse(text(given)?) {
        Ok(value) => Some(value),
        Err(message) => {
            wrong.push(WrongSetting::new(name, message));
            None
        }
    }
}

/// An address that a browser can open: the unspecified one means this machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = if listen.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { listen.ip() };
    SocketAddr::new(ip, listen.port())
}

fn absolute(folder: &str) -> PathBuf {
    // Fails only for an empty path and where there is no working directory; then the path as given is the best there
    // is.
    std::path::absolute(folder).unwrap_or_else(|_| PathBuf::from(folder))
}

/// The URL of something in the data folder, with what is special in URLs escaped.
fn below(scheme: &str, folder: &Path, name: &str) -> String {
    match Url::from_file_path(folder.join(name)) {
        Ok(url) => format!("{scheme}://{}", url.path()),
        Err(()) => format!("{scheme}://{}", folder.join(name).display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(change: impl FnOnce(&mut Settings)) -> Result<Config, Vec<WrongSetting>> {
        let mut settings = Settings::default();
        change(&mut settings);
        Config::read(&settings)
    }

    #[test]
    fn everything_has_a_default() {
        let config = given(|settings| settings.data_dir = Some("/var/lib/licensing".into())).expect("defaults");
        assert_eq!(config.origin(), "http://127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite:///var/lib/licensing/licensing.db");
        assert_eq!(config.storage_url, "file:///var/lib/licensing/attachments");
        assert_eq!(config.mail, Mail::Folder("/var/lib/licensing/mail".into()));
        assert!(!config.secure());
    }

    #[test]
    fn links_lead_to_where_it_listens() {
        let config = given(|settings| settings.listen_addr = Some("0.0.0.0:8080".into())).expect("an address");
        assert_eq!(config.origin(), "http://127.0.0.1:8080");
    }

    #[test]
    fn an_empty_setting_is_none() {
        let config = given(|settings| settings.smtp_url = Some(" ".into())).expect("nothing wrong");
        assert!(matches!(config.mail, Mail::Folder(_)));
    }

    #[test]
    fn all_wrong_settings_are_named() {
        let wrong = given(|settings| {
            settings.listen_addr = Some("3000".into());
            settings.credit_url = Some("ftp://credit.example.cn".into());
            settings.log_format = Some("xml".into());
            settings.rust_log = Some("server=loud".into());
        });
        let names: Vec<_> = wrong.expect_err("four wrong settings").iter().map(|wrong| wrong.name).collect();
        assert_eq!(names, ["LISTEN_ADDR", "CREDIT_URL", "LOG_FORMAT", "RUST_LOG"]);
    }

    #[test]
    fn a_folder_may_have_any_name() {
        let config = given(|settings| settings.data_dir = Some("/srv/a b?c#d".into())).expect("a folder");
        assert_eq!(config.database_url, "sqlite:///srv/a%20b%3Fc%23d/licensing.db");
    }
}
