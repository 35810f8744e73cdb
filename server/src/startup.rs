//! From settings to use cases.

use crate::config::{Config, Mail};
use crate::setting::WrongSetting;
use services::attachments::Storage;
use services::context::System;
use services::credit::HttpRegistry;
use services::db::Db;
use services::notices::Mailer;
use services::papers::Press;
use services::{Error, Services};
use std::path::Path;
use std::sync::Arc;

/// Why the program stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A setting that cannot be used as it is.
    #[error("{0}")]
    Setting(#[from] WrongSetting),
    /// What was asked for cannot be done.
    #[error("{0}")]
    Refused(String),
    /// Anything else.
    #[error("{0}")]
    Fault(Box<dyn std::error::Error + Send + Sync>),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        match error {
            Error::Refused(domain::Refusal::Invalid { findings }) => {
                let lines: Vec<_> =
                    findings.iter().map(|finding| format!("{}: {}", finding.path, finding.message)).collect();
                Stop::Refused(lines.join("\n"))
            }
            Error::Refused(refusal) => Stop::Refused(refusal.to_string()),
            Error::Fault(cause) => Stop::Fault(cause),
        }
    }
}

/// Opens everything and brings the database up to date.
///
/// # Errors
/// The setting that names what cannot be opened.
pub async fn services(config: &Config) -> Result<Services, Stop> {
    make_private(&config.data_dir).map_err(|error| {
        WrongSetting::new(
            "DATA_DIR",
            format!("must be a folder that can be written, and is {}: {error}", config.data_dir.display()),
        )
    })?;
    let storage = Storage::open(&config.storage_url)
        .map_err(|error| WrongSetting::new("STORAGE_URL", format!("cannot be opened: {error}")))?;
    let mailer = match &config.mail {
        Mail::Folder(folder) => Mailer::folder(folder),
        Mail::Smtp(url) => Mailer::smtp(url)
            .map_err(|error| WrongSetting::new("SMTP_URL", format!("must be a mail server's URL: {error}")))?,
    };
    let mailer = match &config.mail_from {
        Some(sender) => mailer.with_sender(sender).map_err(|_| {
            WrongSetting::new(
                "MAIL_FROM",
                format!("must be an address, such as no-reply@example.cn, and is {sender:?}"),
            )
        })?,
        None => mailer,
    };
    let credit = match &config.credit_url {
        Some(url) => {
            let registry = HttpRegistry::new(url);
            Some(registry.map_err(|error| WrongSetting::new("CREDIT_URL", format!("cannot be used: {error}")))?)
        }
        None => None,
    };
    let db = Db::connect(&config.database_url).await.map_err(|error| {
        WrongSetting::new("DATABASE_URL", format!("names a database that cannot be opened: {error}"))
    })?;
    db.migrate().await?;
    let system = Arc::new(System);
    let services =
        Services::new(db, storage, mailer, &config.origin(), system.clone(), system).with_press(press(config));
    Ok(match credit {
        Some(registry) => services.with_credit(registry),
        None => services,
    })
}

/// Papers are typeset by this program as another process (`server typeset`), or by this one where it does not know its own name.
fn press(config: &Config) -> Press {
    let Ok(program) = std::env::current_exe() else { return Press::new(config.font_dir.clone()) };
    let mut arguments = vec!["typeset".to_owned()];
    if let Some(folder) = &config.font_dir {
        arguments.extend(["--font-dir".to_owned(), folder.display().to_string()]);
    }
    Press::apart(program, arguments)
}

/// Makes the folder unless it is there. What is in it is nobody else's business on this machine.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
