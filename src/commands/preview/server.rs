//! The answers to the page in the browser.

use std::convert::Infallible;
use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::{self, Stream};
use plenary::Format;
use serde_json::{Value, json};

use super::assets::ASSETS;
use super::guard::{Guard, guard};
use super::report::{Built, Report};
use super::{Preview, changes, json};

/// The policy of the web page and the files of the e-book in their frames: without script. They keep their
/// origin, so that the preview can scroll them.
const FRAME_POLICY: &str = "sandbox allow-same-origin; default-src 'none'; \
                            style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                            font-src 'self' data:; frame-ancestors 'self'";

/// An answer that never changes, because its name identifies its content.
fn forever(media_type: &'static str, body: impl Into<Body>) -> Response {
    let kept = (CACHE_CONTROL, "private, max-age=31536000, immutable");
    ([(CONTENT_TYPE, media_type), kept], body.into()).into_response()
}

type Shared = Arc<Preview>;

/// Answers requests until the program ends.
///
/// # Errors
///
/// If the system refuses.
pub fn serve(listener: TcpListener, own: Guard, preview: Shared) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(&own, preview)).await
    })
}

fn router(own: &Guard, preview: Shared) -> Router {
    let routes = Router::new()
        .route("/reports", get(reports))
        .route("/events", get(events))
        .route("/reports/{report}/state", get(state))
        .route("/reports/{report}/pages/{look}", get(page))
        .route("/reports/{report}/texts/{look}", get(texts))
        .route("/reports/{report}/tags/{look}", get(tags))
        .route("/reports/{report}/defects", get(defects))
        .route("/reports/{report}/outline", get(outline))
        .route("/reports/{report}/fonts/{font}", get(font))
        .route("/reports/{report}/pictures/{picture}", get(picture))
        .route("/reports/{report}/words/{text}", get(words))
        .route("/reports/{report}/web", get(web))
        .route("/reports/{report}/text", get(text))
        .route("/reports/{report}/records", get(records))
        .route("/reports/{report}/book", get(chapters))
        .route("/reports/{report}/book/{version}/{*path}", get(book))
        .route("/reports/{report}/{action}", post(act));
    let mut router = Router::new().nest(&own.prefix(), routes);
    for asset in &ASSETS {
        let answer = move || async move { ([(CONTENT_TYPE, asset.media_type)], asset.text) };
        let path = if asset.name == "page.html" { "" } else { asset.name };
        router = router.route(&format!("{}/{path}", own.prefix()), get(answer));
    }
    router.layer(from_fn_with_state(own.clone(), guard)).with_state(preview)
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "This is not shown any more.\n").into_response()
}

fn with_type(media_type: &'static str, body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, media_type)], body.into()).into_response()
}

fn as_json(value: &Value) -> Response {
    with_type("application/json", value.to_string())
}

/// Does longer work in another thread, so that other requests are answered in the meantime.
async fn aside(
    preview: Shared,
    work: impl FnOnce(&Preview) -> Response + Send + 'static,
) -> Response {
    let done = tokio::task::spawn_blocking(move || work(&preview)).await;
    done.unwrap_or_else(|_| {
        (StatusCode::INTERNAL_SERVER_ERROR, "The program has a bug.\n").into_response()
    })
}

/// Answers from the pages of a report.
fn from_built(
    preview: Shared,
    report: usize,
    work: impl FnOnce(&Preview, &Report, &Built) -> Option<Response> + Send + 'static,
) -> impl Future<Output = Response> {
    aside(preview, move |preview| {
        let answer = preview.reports.get(report).and_then(|report| {
            let built = report.shown().built.clone()?;
            work(preview, report, &built)
        });
        answer.unwrap_or_else(missing)
    })
}

async fn reports(State(preview): State<Shared>) -> Response {
    let names = preview.reports.iter().map(|report| report.path.display().to_string());
    as_json(&json!({ "reports": names.collect::<Vec<_>>() }))
}

/// The versions of all reports, now and whenever there is a new one, and the places that editors ask for.
async fn events(
    State(preview): State<Shared>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let places = preview.place.subscribe();
    let places = stream::unfold(places, |mut places| async move {
        places.changed().await.ok()?;
        let event = Event::default().event("place").data(places.borrow_and_update().to_string());
        Some((Ok(event), places))
    });
    let mut changes = preview.versions.subscribe();
    changes.mark_changed();
    let stream = stream::unfold((changes, preview), |(mut changes, preview)| async move {
        changes.changed().await.ok()?;
        changes.borrow_and_update();
        let versions = preview.reports.iter().map(|report| report.shown().version);
        let event = Event::default().data(json!(versions.collect::<Vec<_>>()).to_string());
        Some((Ok(event), (changes, preview)))
    });
    Sse::new(stream::select(stream, places)).keep_alive(KeepAlive::default())
}

async fn state(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    aside(preview, move |preview| match preview.reports.get(report) {
        Some(report) => as_json(&json::state(report, preview.editor.link())),
        None => missing(),
    })
    .await
}

/// The index of the page with a fingerprint.
fn looks(built: &Built, look: &str) -> Option<usize> {
    built.by_look.get(&u64::from_str_radix(look, 16).ok()?).copied()
}

async fn page(
    State(preview): State<Shared>,
    Path((report, look)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, _, built| {
        let svg = built.pages.svg(looks(built, &look)?)?;
        Some(forever("image/svg+xml", svg))
    })
    .await
}

async fn texts(
    State(preview): State<Shared>,
    Path((report, look)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, report, built| {
        let texts = built.pages.texts_on(looks(built, &look)?);
        Some(as_json(&json::texts(report, built, &texts)))
    })
    .await
}

async fn tags(
    State(preview): State<Shared>,
    Path((report, look)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, _, built| {
        Some(as_json(&json::tags(&built.pages.tags_on(looks(built, &look)?))))
    })
    .await
}

async fn defects(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |preview, _, built| {
        let found = preview.threads.compute(|| built.pages.defects());
        Some(as_json(&json::defects(&found)))
    })
    .await
}

async fn outline(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |_, _, built| Some(as_json(&json::outline(built)))).await
}

/// The rows of the forms, as the file is now.
async fn records(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |_, report, built| {
        let file = std::fs::read(&report.path).ok()?;
        Some(as_json(&json::records(&built.pages.records(&file))))
    })
    .await
}

/// The number at the beginning of a name.
fn number(name: &str) -> Option<usize> {
    name.split('-').next()?.parse().ok()
}

async fn font(
    State(preview): State<Shared>,
    Path((report, font)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, _, built| {
        Some(forever("font/sfnt", built.pages.font(number(&font)?)?))
    })
    .await
}

async fn picture(
    State(preview): State<Shared>,
    Path((report, picture)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, _, built| {
        let picture = built.pages.picture(number(&picture)?)?;
        Some(forever(picture.media_type, picture.bytes))
    })
    .await
}

/// The parts of a text of a version: `12-34` is text 34 of version 12.
async fn words(
    State(preview): State<Shared>,
    Path((report, text)): Path<(usize, String)>,
) -> Response {
    from_built(preview, report, move |_, _, built| {
        let (version, text) = text.split_once('-')?;
        let is_current = version.parse() == Ok(built.version);
        let pieces = built.pages.words(text.parse().ok()?).filter(|_| is_current)?;
        Some(as_json(&json::pieces(&pieces)))
    })
    .await
}

async fn web(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |preview, _, built| {
        let page = preview.threads.compute(|| built.pages.write(Format::Html)).ok()?;
        Some(in_frame("text/html; charset=utf-8", page))
    })
    .await
}

fn in_frame(media_type: &'static str, body: impl Into<Body>) -> Response {
    let policy = (CONTENT_SECURITY_POLICY, FRAME_POLICY);
    ([(CONTENT_TYPE, media_type), policy], body.into()).into_response()
}

/// The chapters of the e-book.
async fn chapters(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |preview, _, built| {
        let book = preview.threads.compute(|| built.book())?;
        let chapter = |(path, title): &(String, String)| json!({ "path": path, "title": title });
        let chapters: Value = book.chapters.iter().map(chapter).collect();
        Some(as_json(&json!({ "version": built.version, "chapters": chapters })))
    })
    .await
}

/// A file of the e-book. The version makes browsers load it again; a frame that the next version replaces may
/// still request its own files, and gets the new ones.
async fn book(
    State(preview): State<Shared>,
    Path((report, _version, path)): Path<(usize, u64, String)>,
) -> Response {
    from_built(preview, report, move |preview, _, built| {
        let book = preview.threads.compute(|| built.book())?;
        let (name, bytes) = book.files.iter().find(|(name, _)| *name == path)?;
        Some(in_frame(media_type(name), bytes.clone()))
    })
    .await
}

/// The media type of a file of an e-book.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "svg" => "image/svg+xml",
        "otf" | "ttf" => "font/sfnt",
        _ => "text/plain; charset=utf-8",
    }
}

async fn text(State(preview): State<Shared>, Path(report): Path<usize>) -> Response {
    from_built(preview, report, |preview, _, built| {
        let text = preview.threads.compute(|| built.pages.write(Format::Text)).ok()?;
        Some(with_type("text/plain; charset=utf-8", text))
    })
    .await
}

/// Performs an action that the page requests: see [`changes`].
async fn act(
    State(preview): State<Shared>,
    Path((report, action)): Path<(usize, String)>,
    body: Bytes,
) -> Response {
    aside(preview, move |preview| {
        let Some(report) = preview.reports.get(report) else { return missing() };
        let asked = serde_json::from_slice(&body).unwrap_or_default();
        changes::act(preview, report, &action, &asked).map_or_else(missing, |it| as_json(&it))
    })
    .await
}
