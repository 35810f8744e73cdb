//! Reading mail as a mail program does, and a mail server in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Reads a letter and gives its headers `From`, `To`, `Subject` and its text, decoded.
const READ: &str = "
import email, email.policy, sys
letter = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
sys.stdout.reconfigure(encoding='utf-8')
print(letter['from'], letter['to'], letter['subject'], letter.get_content(), sep='\\n')
";

/// A mail server that keeps each letter as a file. aiosmtpd where it is installed (Debian: python3-aiosmtpd), else the smtpd that
/// Python has up to 3.11.
const SERVE: &str = "
import asyncio, os, sys, warnings
warnings.simplefilter('ignore')
folder = sys.argv[1]
def keep(content):
    name = os.path.join(folder, str(len(os.listdir(folder))))
    open(name + '.part', 'wb').write(content)
    os.rename(name + '.part', name + '.eml')
try:
    from aiosmtpd.smtp import SMTP
    class Handler:
        async def handle_DATA(self, server, session, envelope):
            keep(envelope.original_content)
            return '250 OK'
    async def serve():
        server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler()), '127.0.0.1', 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()
    asyncio.run(serve())
except ImportError:
    import asyncore, smtpd
    class Server(smtpd.SMTPServer):
        def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
            keep(data)
    server = Server(('127.0.0.1', 0), None)
    print(server.socket.getsockname()[1], flush=True)
    asyncore.loop()
";

/// A running mail server; stopped when dropped.
pub struct MailServer {
    process: Child,
    folder: TempDir,
    /// How to reach it.
    pub url: String,
}

impl MailServer {
    pub fn start() -> MailServer {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new("python3")
            .args(["-c", SERVE])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail tests need python3");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        assert!(!port.is_empty(), "no mail server: with Python 3.12 or later, install python3-aiosmtpd");
        MailServer { process, folder, url: format!("smtp://127.0.0.1:{}", port.trim()) }
    }

    /// The letters that arrived.
    pub fn letters(&self) -> Vec<PathBuf> {
        files(self.folder.path())
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sender, recipient, subject and text of a letter in a file.
pub fn read_letter(file: &Path) -> String {
    let output = Command::new("python3").args(["-c", READ]).arg(file).output().expect("the mail tests need python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of a folder by name; none when there is no folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
