//! A process that typesets. It says first whether it has a font; then, for each paper that it is sent, comes the PDF or what was
//! wrong. Each message is its length in four bytes, and that many bytes.

use super::{PressError, Typesetter};
use domain::papers::Paper;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// A message is never longer; one that says so is none.
const LONGEST: u32 = 256 * 1024 * 1024;
/// In front of an answer: a PDF, or what was wrong.
const MADE: u8 = 1;
const WRONG: u8 = 0;

#[derive(Deserialize, Serialize)]
struct Order<P> {
    id: String,
    paper: P,
}

/// The process, as the one that sends papers sees it; started when there is something to do.
pub(super) struct Apart {
    program: PathBuf,
    arguments: Vec<String>,
    running: Option<Running>,
}

struct Running {
    /// Ended when this is dropped.
    _child: Child,
    input: ChildStdin,
    output: ChildStdout,
    ready: bool,
}

impl Apart {
    pub(super) fn new(program: PathBuf, arguments: Vec<String>) -> Apart {
        Apart { program, arguments, running: None }
    }

    pub(super) fn end(&mut self) {
        self.running = None;
    }

    /// Whether it has a font that has Chinese.
    pub(super) async fn ready(&mut self) -> Result<bool, PressError> {
        Ok(self.running().await?.ready)
    }

    pub(super) async fn typeset(&mut self, id: &str, paper: &Paper) -> Result<Vec<u8>, PressError> {
        if !self.ready().await? {
            return Err(PressError::NoFont);
        }
        let order = serde_json::to_vec(&Order { id: id.to_owned(), paper }).map_err(broken)?;
        let running = self.running().await?;
        let exchange = async {
            send(&mut running.input, &order).await?;
            receive(&mut running.output).await
        };
        let answer = match timeout(PATIENCE, exchange).await {
            Ok(Ok(answer)) => answer,
            // What it was at is unknown: the next paper gets another process.
            Ok(Err(error)) => {
                self.end();
                return Err(broken(error));
            }
            Err(late) => {
                self.end();
                return Err(broken(late));
            }
        };
        match answer.split_first() {
            Some((&MADE, pdf)) => Ok(pdf.to_vec()),
            Some((_, why)) => Err(PressError::Template(String::from_utf8_lossy(why).into_owned())),
            None => Err(broken("an empty answer")),
        }
    }

    async fn running(&mut self) -> Result<&mut Running, PressError> {
        let running = match self.running.take() {
            Some(running) => running,
            None => start(&self.program, &self.arguments).await?,
        };
        Ok(self.running.insert(running))
    }
}

async fn start(program: &Path, arguments: &[String]) -> Result<Running, PressError> {
    // Requests go first.
    let mut nice = Command::new("nice");
    nice.args(["-n", "10"]).arg(program).args(arguments);
    let mut plain = Command::new(program);
    plain.args(arguments);
    let mut child = match spawn(&mut nice) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => spawn(&mut plain),
        outcome => outcome,
    }
    .map_err(broken)?;
    let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken("no pipes to it"));
    };
    let first = timeout(PATIENCE, receive(&mut output)).await.map_err(broken)?.map_err(broken)?;
    Ok(Running { _child: child, input, output, ready: first == [MADE] })
}

fn spawn(command: &mut Command) -> io::Result<Child> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()
}

async fn send(input: &mut ChildStdin, message: &[u8]) -> io::Result<()> {
    input.write_all(&length(message)?).await?;
    input.write_all(message).await?;
    input.flush().await
}

async fn receive(output: &mut ChildStdout) -> io::Result<Vec<u8>> {
    let mut head = [0; 4];
    output.read_exact(&mut head).await?;
    let mut message = vec![0; announced(head)?];
    output.read_exact(&mut message).await?;
    Ok(message)
}

fn length(message: &[u8]) -> io::Result<[u8; 4]> {
    let length = u32::try_from(message.len()).map_err(io::Error::other)?;
    Ok(length.to_be_bytes())
}

fn announced(head: [u8; 4]) -> io::Result<usize> {
    match u32::from_be_bytes(head) {
        length if length <= LONGEST => usize::try_from(length).map_err(io::Error::other),
        length => Err(io::Error::other(format!("a message of {length} bytes"))),
    }
}

fn broken(error: impl ToString) -> PressError {
    PressError::Process(error.to_string())
}

/// What the process does: typesets what stands on its input until that ends.
///
/// # Errors
/// When its input or output breaks off in the middle.
pub fn serve_typesetter(fonts: Option<PathBuf>) -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let typesetter = Typesetter::new(fonts);
    answer(&mut output, if typesetter.ready() { MADE } else { WRONG }, &[])?;
    let mut head = [0; 4];
    loop {
        match input.read_exact(&mut head) {
            Ok(()) => {}
            Err(end) if end.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
        let mut message = vec![0; announced(head)?];
        input.read_exact(&mut message)?;
        let Order { id, paper } = serde_json::from_slice::<Order<Paper>>(&message)?;
        match typesetter.typeset(&id, &paper) {
            Ok(pdf) => answer(&mut output, MADE, &pdf)?,
            Err(error) => answer(&mut output, WRONG, error.to_string().as_bytes())?,
        }
    }
}

fn answer(output: &mut impl Write, kind: u8, content: &[u8]) -> io::Result<()> {
    let length = u32::try_from(content.len() + 1).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(&[kind])?;
    output.write_all(content)?;
    output.flush()
}
