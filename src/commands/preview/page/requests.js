// Requests to the server that this page comes from.

export async function get(path) {
  const answer = await fetch(path, { cache: "default" });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer;
}

// Posts an object. The answer is an object with `error` and `hint` if it was refused.
export async function post(path, object) {
  const answer = await fetch(path, { method: "POST", body: JSON.stringify(object), headers: { "Content-Type": "application/json" } });
  return answer.json();
}
