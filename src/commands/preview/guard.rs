//! Decides which requests are answered: those of a page from the address with the token, on this machine.
//!
//! Pages of other origins can send requests to a server on 127.0.0.1, even under a host name of theirs that
//! resolves to it (DNS rebinding). Therefore, the host must be this one, the origin of a request that changes
//! anything must be this server, and the path must begin with a token that no other page knows.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::exit_status::CommandError;

/// The length of a token in bytes: 128 bits cannot be guessed.
const TOKEN_BYTES: usize = 16;

/// The headers of every answer. The policy allows only the files of the preview itself
/// (Content Security Policy Level 3).
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// The address of a preview.
#[derive(Clone)]
pub struct Guard {
    port: u16,
    token: String,
}

impl Guard {
    /// The guard of a server on a port, with a new token.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers.
    pub fn new(port: u16) -> Result<Guard, CommandError> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| CommandError::Internal(format!("no random numbers: {error}")))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Guard { port, token })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// The token of the address.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The beginning of the path of every request.
    pub fn prefix(&self) -> String {
        format!("/{}", self.token)
    }

    /// Whether a request may be answered.
    fn admits(&self, method: &Method, path: &str, headers: &HeaderMap) -> bool {
        let hosts = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{}", self.port));
        let header = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
        let is_own_host = hosts.iter().any(|host| header(HOST) == Some(host.as_bytes()));
        let is_own =
            |origin: &[u8]| hosts.iter().any(|host| origin == format!("http://{host}").as_bytes());
        let is_own_origin = match header(ORIGIN) {
            Some(origin) => is_own(origin),
            None => *method == Method::GET,
        };
        let token = path.split('/').nth(1).unwrap_or_default();
        is_own_host && is_own_origin && same(token.as_bytes(), self.token.as_bytes())
    }
}

/// Whether two tokens are equal, in a time that does not reveal where they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    let different = one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && different == 0
}

/// Refuses requests that must not be answered, and adds the headers to every answer.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let admitted = guard.admits(request.method(), request.uri().path(), request.headers());
    let mut answer = if admitted { next.run(request).await } else { refusal() };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

fn refusal() -> Response {
    let mut answer = Response::new(Body::from("This address is not known.\n"));
    *answer.status_mut() = StatusCode::FORBIDDEN;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_requests_of_the_own_page_are_admitted() {
        let guard = Guard { port: 80, token: "abc".into() };
        let admits = |method: Method, path: &str, host: &str, origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            origin.map(|origin| headers.insert(ORIGIN, origin.parse().unwrap()));
            guard.admits(&method, path, &headers)
        };
        let own = Some("http://127.0.0.1:80");
        assert!(admits(Method::GET, "/abc/", "127.0.0.1:80", None));
        assert!(admits(Method::POST, "/abc/x", "localhost:80", own));
        assert!(!admits(Method::POST, "/abc/x", "127.0.0.1:80", None));
        assert!(!admits(Method::GET, "/abd/", "127.0.0.1:80", None));
        assert!(!admits(Method::GET, "/", "127.0.0.1:80", None));
        assert!(!admits(Method::GET, "/abc/", "evil.example:80", None));
        assert!(!admits(Method::GET, "/abc/", "127.0.0.1:80", Some("http://evil.example")));
        assert!(!admits(Method::GET, "/abc/", "127.0.0.1:80", Some("null")));
    }

    #[test]
    fn tokens_differ() {
        let token = || Guard::new(1).unwrap().token;
        assert!(token().len() == 2 * TOKEN_BYTES && token() != token());
    }
}
