//! A credit service on this machine, which also fails and stalls.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use crate::support::TestApp;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use services::Services;
use services::credit::HttpRegistry;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// What the service does.
#[derive(Clone, Copy, PartialEq)]
pub enum Mood {
    Answers(&'static str),
    FailsOnce(&'static str),
    Fails,
    Denies,
    LeadsElsewhere,
    Stalls,
    Rambles,
}

/// A credit service on this machine.
#[derive(Clone)]
pub struct Service {
    url: String,
    mood: Arc<Mutex<Mood>>,
    /// The credit codes that were asked for.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub async fn start(mood: Mood) -> Service {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api/", listener.local_addr().unwrap());
        let service = Service { url, mood: Arc::new(Mutex::new(mood)), asked: Arc::default() };
        let router = Router::new().route("/api/enterprises/{code}", get(answer)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    /// The application, asking this service.
    pub fn of(&self, app: &TestApp) -> Services {
        app.services.clone().with_credit(HttpRegistry::with_patience(&self.url, Duration::from_millis(300)).unwrap())
    }

    pub fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    pub fn turns(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }
}

async fn answer(State(service): State<Service>, Path(code): Path<String>) -> Response {
    service.asked.lock().unwrap().push(code);
    let mood = *service.mood.lock().unwrap();
    match mood {
        Mood::Answers(text) => text.into_response(),
        Mood::FailsOnce(text) => {
            service.turns(Mood::Answers(text));
            StatusCode::BAD_GATEWAY.into_response()
        }
        Mood::Fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Mood::Denies => StatusCode::NOT_FOUND.into_response(),
        Mood::LeadsElsewhere => Redirect::temporary("http://127.0.0.1:9/").into_response(),
        Mood::Stalls => pending().await,
        Mood::Rambles => "x".repeat(1 << 20).into_response(),
    }
}
