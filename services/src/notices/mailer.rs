//! Handing mail over: to a mail server, or into a folder as files that a mail program opens.

use crate::{Error, Result};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::io::AsyncWriteExt;
use tokio::{fs, time};

/// What people see as the sender's name.
const SENDER: &str = "资质和信用信息系统";
/// How long a whole conversation with the mail server may take; less than the shortest wait before the next try.
const PATIENCE: Duration = Duration::from_secs(45);

/// Where mail goes.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    sender: Option<Mailbox>,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// One letter.
pub(super) struct Letter<'a> {
    pub id: &'a str,
    pub recipient: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    /// Unix milliseconds.
    pub written_at: i64,
}

impl Mailer {
    /// Through a mail server: `smtp://host:25`, `smtps://user:password@host`, `smtp://host:587?tls=required`.
    ///
    /// # Errors
    /// When the address is not of this form.
    pub fn smtp(url: &str) -> Result<Mailer> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(Error::fault)?;
        Ok(Mailer { way: Way::Smtp(transport.timeout(Some(Duration::from_secs(20))).build()), sender: None })
    }

    /// Into a folder, one `.eml` file a letter; made when the first one is written.
    pub fn folder(path: impl AsRef<Path>) -> Mailer {
        Mailer { way: Way::Folder(path.as_ref().to_owned()), sender: None }
    }

    /// With this sender, `address@host` or `name <address@host>`, instead of `no-reply@` the application's host.
    ///
    /// # Errors
    /// When it is not an address.
    pub fn with_sender(self, sender: &str) -> Result<Mailer> {
        Ok(Mailer { sender: Some(sender.parse().map_err(Error::fault)?), ..self })
    }

    /// Hands one letter over, from the application at this host where no other sender is set.
    pub(super) async fn send(&self, letter: &Letter<'_>, host: &str) -> Result<()> {
        let message = self.message(letter, host)?;
        match &self.way {
            Way::Smtp(transport) => {
                time::timeout(PATIENCE, transport.send(message)).await.map_err(Error::fault)?.map_err(Error::fault)?;
            }
            Way::Folder(folder) => write(folder, letter, &message.formatted()).await.map_err(Error::fault)?,
        }
        Ok(())
    }

    fn message(&self, letter: &Letter<'_>, host: &str) -> Result<Message> {
        let sender = match &self.sender {
            Some(sender) => sender.clone(),
            None => {
                let address = format!("no-reply@{host}").parse().map_err(Error::fault)?;
                Mailbox::new(Some(SENDER.to_owned()), address)
            }
        };
        let written = SystemTime::UNIX_EPOCH + Duration::from_millis(letter.written_at.unsigned_abs());
        let recipient = letter.recipient.parse().map_err(Error::fault)?;
        Message::builder()
            .message_id(Some(format!("<{}@{}>", letter.id, sender.email.domain())))
            .from(sender)
            .to(Mailbox::new(None, recipient))
            .subject(letter.subject)
            .date(written)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.to_owned())
            .map_err(Error::fault)
    }
}

/// Written beside and renamed, so that a file with the right name is whole.
async fn write(folder: &Path, letter: &Letter<'_>, content: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{}.unfinished", letter.id));
    let mut file = fs::File::create(&unfinished).await?;
    file.write_all(content).await?;
    file.sync_all().await?;
    fs::rename(&unfinished, folder.join(format!("{}-{}.eml", letter.written_at, letter.id))).await
}
