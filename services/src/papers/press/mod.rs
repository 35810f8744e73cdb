//! Where papers are typeset: in this process, or in one of its own. Fonts and compiler take some hundred megabytes while they work,
//! which a server that answers requests should not hold, and nobody waits for a paper as one waits for a page.

mod apart;
mod fonts;
mod typesetter;
mod world;

pub use apart::serve_typesetter;
pub use typesetter::Typesetter;

use apart::Apart;
use domain::papers::Paper;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::Relaxed};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

/// For how long a process of its own may have nothing to do before it is ended, in milliseconds.
const IDLE: i64 = 30_000;

/// Why a paper could not be typeset.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// There is no font that has Chinese.
    #[error("no Chinese font was found; install fonts-noto-cjk, or name a folder with fonts in FONT_DIR")]
    NoFont,
    /// The template, or what it was given.
    #[error("{0}")]
    Template(String),
    /// The process that typesets could not be started, or broke off.
    #[error("the process that typesets: {0}")]
    Process(String),
}

/// Typesets papers; cheap to clone.
#[derive(Clone)]
pub struct Press {
    way: Way,
    /// It is known that there is no font that has Chinese.
    without_font: Arc<AtomicBool>,
    /// When there was something to do last.
    used: Arc<AtomicI64>,
}

#[derive(Clone)]
enum Way {
    Here(Typesetter),
    Apart(Arc<Mutex<Apart>>),
}

impl Press {
    /// In this process, with the fonts of this folder or of the system.
    pub fn new(fonts: Option<PathBuf>) -> Press {
        Press::by(Way::Here(Typesetter::new(fonts)))
    }

    /// In a process of its own: this program, which is to call [`serve_typesetter`] when it is started with these arguments.
    pub fn apart(program: PathBuf, arguments: Vec<String>) -> Press {
        Press::by(Way::Apart(Arc::new(Mutex::new(Apart::new(program, arguments)))))
    }

    fn by(way: Way) -> Press {
        Press { way, without_font: Arc::default(), used: Arc::default() }
    }

    /// Looks for fonts unless that was done; whether there is one that has Chinese.
    ///
    /// # Errors
    /// When looking for them broke off.
    pub async fn ready(&self) -> Result<bool, PressError> {
        let ready = match &self.way {
            Way::Here(typesetter) => {
                let typesetter = typesetter.clone();
                spawn_blocking(move || typesetter.ready())
                    .await
                    .map_err(|error| PressError::Process(error.to_string()))?
            }
            Way::Apart(apart) => apart.lock().await.ready().await?,
        };
        self.without_font.store(!ready, Relaxed);
        Ok(ready)
    }

    /// Whether it is known that there is no font that has Chinese.
    pub fn known_without_font(&self) -> bool {
        self.without_font.load(Relaxed)
    }

    /// The paper as PDF. The same paper under the same id comes out the same.
    ///
    /// # Errors
    /// That there is no font, what the compiler says, or that the process broke off.
    pub async fn typeset(&self, id: &str, paper: Paper, now: i64) -> Result<Vec<u8>, PressError> {
        self.used.store(now, Relaxed);
        match &self.way {
            Way::Here(typesetter) => {
                let (typesetter, id) = (typesetter.clone(), id.to_owned());
                let made = spawn_blocking(move || typesetter.typeset(&id, &paper)).await;
                made.map_err(|error| PressError::Process(error.to_string()))?
            }
            Way::Apart(apart) => apart.lock().await.typeset(id, &paper).await,
        }
    }

    /// Ends the process when it has had nothing to do for a while; the next paper starts another.
    pub async fn rest(&self, now: i64) {
        if let Way::Apart(apart) = &self.way
            && now - self.used.load(Relaxed) > IDLE
        {
            apart.lock().await.end();
        }
    }
}
