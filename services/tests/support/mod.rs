//! What every service test needs: the application on each database, a clock that the test sets, and people.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

pub mod committee;
mod forms;
mod mail;

pub use committee::deliberate;
pub use forms::{PASSWORD, credit_code, profile, registration, resident_id};
pub use mail::{MailServer, files, read_letter};

use domain::accounts::{Registration, Role};
use domain::enterprises::Profile;
use domain::filings::FilingSummary;
use domain::review::QueueFilter;
use domain::{Finding, Refusal};
use services::accounts::{Origin, SignedIn};
use services::attachments::Storage;
use services::db::Db;
use services::notices::Mailer;
use services::{Actor, Clock, Error, Random, Services};
use sqlx::{AssertSqlSafe, Executor};
use std::env;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::SeqCst};
use tempfile::TempDir;

/// 2026-11-24 10:00 in China.
pub const START: i64 = 1_795_485_600_000;
pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A clock that stands still until the test moves it.
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn set(&self, now: i64) {
        self.0.store(now, SeqCst);
    }

    pub fn advance(&self, by: i64) {
        self.0.fetch_add(by, SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> i64 {
        self.0.load(SeqCst)
    }
}

/// The same bytes in every run (SplitMix64).
struct SeededRandom(AtomicU64);

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// The application on an empty database, with a folder for files and one for mail.
pub struct TestApp {
    pub services: Services,
    pub clock: Arc<TestClock>,
    pub db: Db,
    random: Arc<SeededRandom>,
    people: AtomicU64,
    folder: TempDir,
}

impl Deref for TestApp {
    type Target = Services;
    fn deref(&self) -> &Services {
        &self.services
    }
}

/// Runs a test on SQLite and on PostgreSQL.
pub async fn for_each_database(test: impl AsyncFn(&TestApp)) {
    eprintln!("on SQLite");
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let app = TestApp::open(&url, folder).await;
    test(&app).await;
    app.close().await;

    let Ok(server) = env::var("TEST_POSTGRES_URL") else {
        assert!(env::var("CI").is_err(), "TEST_POSTGRES_URL is not set: run the tests by .ci/with-postgres");
        eprintln!("not on PostgreSQL: TEST_POSTGRES_URL is not set; run the tests by .ci/with-postgres");
        return;
    };
    eprintln!("on PostgreSQL");
    let folder = tempfile::tempdir().unwrap();
    // A schema of its own; named after the folder, which no other test has.
    let schema: String = folder.path().to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
    let administration = Db::connect(&server).await.unwrap();
    administration.pool().execute(AssertSqlSafe(format!("create schema \"{schema}\""))).await.unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    let app = TestApp::open(&format!("{server}{separator}options=-csearch_path%3D%22{schema}%22"), folder).await;
    test(&app).await;
    app.close().await;
    administration.pool().execute(AssertSqlSafe(format!("drop schema \"{schema}\" cascade"))).await.unwrap();
    administration.close().await;
}

impl TestApp {
    async fn open(url: &str, folder: TempDir) -> TestApp {
        let db = Db::connect(url).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(START)));
        let random = Arc::new(SeededRandom(AtomicU64::new(1)));
        let mailer = Mailer::folder(folder.path().join("mail"));
        let services = services_on(&db, folder.path(), mailer, &clock, &random);
        TestApp { services, clock, db, random, people: AtomicU64::new(0), folder }
    }

    /// The same application with another way for its mail.
    pub fn with_mailer(&self, mailer: Mailer) -> Services {
        services_on(&self.db, self.folder.path(), mailer, &self.clock, &self.random)
    }

    /// Where mail goes that is written into files.
    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// A number that nobody else in this test has.
    pub fn next(&self) -> u64 {
        self.people.fetch_add(1, SeqCst)
    }

    /// Registers an enterprise in Shanghai, which the east office supervises.
    pub async fn enterprise(&self, name: &str) -> Actor {
        self.enterprise_in(name, "上海市").await
    }

    /// Registers an enterprise in this province.
    pub async fn enterprise_in(&self, name: &str, province: &str) -> Actor {
        let form = registration(self.next());
        let profile = Profile { name: name.to_owned(), province: province.to_owned(), ..form.profile };
        self.registered(&Registration { profile, ..form }).await
    }

    /// Registers an enterprise in Shanghai that lies in the free-trade zone.
    pub async fn enterprise_in_zone(&self, name: &str) -> Actor {
        let form = registration(self.next());
        let profile = Profile { name: name.to_owned(), free_trade_zone: true, ..form.profile };
        self.registered(&Registration { profile, ..form }).await
    }

    /// Each from an address of its own, as it would be: too many from one are held up.
    async fn registered(&self, form: &Registration) -> Actor {
        let n = self.next();
        let signed_in = self.register(form, &origin(&format!("10.1.{}.{}", n / 250, n % 250))).await.unwrap();
        self.actor(&signed_in).await
    }

    /// A new reviewer of this office.
    pub async fn reviewer(&self, office: &str) -> Actor {
        self.staff(Role::Reviewer, Some(office)).await
    }

    /// A new head of this office.
    pub async fn head(&self, office: &str) -> Actor {
        self.staff(Role::Head, Some(office)).await
    }

    /// A new administrator.
    pub async fn administrator(&self) -> Actor {
        self.staff(Role::Administrator, None).await
    }

    async fn staff(&self, role: Role, office: Option<&str>) -> Actor {
        let account = format!("{}-{}", role.code(), self.next());
        self.create_staff(&account, PASSWORD, &format!("{}{account}", role.label()), role, office).await.unwrap();
        let signed_in = self.sign_in(&account, PASSWORD, &origin("10.0.0.2")).await.unwrap();
        self.actor(&signed_in).await
    }

    /// Whose session this is.
    pub async fn actor(&self, signed_in: &SignedIn) -> Actor {
        self.authenticate(&signed_in.token, &origin("10.0.0.1")).await.unwrap().expect("the session holds")
    }

    /// The enterprise whose filing this is.
    pub async fn enterprise_of(&self, filing: &str) -> Actor {
        let (account_id, account, name, enterprise_id): (String, String, String, String) = sqlx::query_as(
            "select a.id, a.name, a.display_name, a.enterprise_id
             from filings f
                  join accounts a on a.enterprise_id = f.enterprise_id
             where f.id = $1",
        )
        .bind(filing)
        .fetch_one(self.db.pool())
        .await
        .unwrap();
        let (role, address, session) = (Role::Enterprise, "10.0.0.4".to_owned(), String::new());
        Actor {
            account_id,
            account,
            name,
            role,
            enterprise_id: Some(enterprise_id),
            office: None,
            office_name: None,
            address,
            session,
        }
    }

    /// How many rows a query counts.
    pub async fn count(&self, query: &str) -> i64 {
        let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(query.to_owned())).fetch_one(self.db.pool()).await.unwrap();
        count
    }

    /// What the actor's queue shows first, when nothing is narrowed.
    pub async fn queued(&self, actor: &Actor) -> Result<Vec<FilingSummary>, Error> {
        let page = self.queue(actor, &QueueFilter::default(), None).await?;
        Ok(page.returned.into_iter().chain(page.lines).collect())
    }

    /// What the audit log says was done, in order.
    pub async fn audited(&self) -> Vec<String> {
        let rows: Vec<(String,)> =
            sqlx::query_as("select act from audit order by at, act").fetch_all(self.db.pool()).await.unwrap();
        rows.into_iter().map(|(act,)| act).collect()
    }
}

fn services_on(db: &Db, folder: &Path, mailer: Mailer, clock: &Arc<TestClock>, random: &Arc<SeededRandom>) -> Services {
    let files = folder.join("files");
    std::fs::create_dir_all(&files).unwrap();
    let storage = Storage::open(&format!("file://{}", files.display())).unwrap();
    Services::new(db.clone(), storage, mailer, "https://permits.example.cn/", clock.clone(), random.clone())
}

/// A request from this address.
pub fn origin(address: &str) -> Origin {
    Origin { address: address.to_owned() }
}

/// What a use case refused with.
pub fn refusal<T>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Ok(_) => panic!("was not refused"),
        Err(Error::Refused(refusal)) => refusal,
        Err(fault) => panic!("{fault}"),
    }
}

/// What a use case found wrong, as `path: message`.
pub fn findings<T>(outcome: Result<T, Error>) -> Vec<String> {
    match refusal(outcome) {
        Refusal::Invalid { findings } => {
            findings.into_iter().map(|Finding { path, message, .. }| format!("{path}: {message}")).collect()
        }
        other => panic!("refused with {other:?}"),
    }
}
