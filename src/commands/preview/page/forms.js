// Forms for the register of people and the imprint: rows instead of YAML.
import { get } from "./requests.js";
import { element } from "./lists.js";

const $ = (id) => document.getElementById(id);
const LABELS = { name: "Name", honorific: "Title", pronouns: "Pronouns", post: "Post", organisation: "Organization", country: "Country", email: "E-mail", orcid: "ORCID iD", isbn: "ISBN", symbol: "Document symbol", copyright: "Copyright", disclaimer: "Disclaimer", photo_credits: "Photo credits" };

export class Forms {
  // `address` gives the address of a part of the report, `change` posts a change.
  constructor(address, change) {
    Object.assign(this, { address, change });
    $("forms-open").addEventListener("click", () => this.open());
    $("forms-close").addEventListener("click", () => $("forms").close());
    $("forms-undo").addEventListener("click", async () => {
      await this.send("undo", {});
      await this.fill();
      $("forms-undo").disabled = true;
      $("forms-close").focus();
    });
    $("new-person").addEventListener("submit", (event) => { event.preventDefault(); this.add(); });
  }

  async open() {
    $("form-said").textContent = "";
    $("forms-undo").disabled = true;
    if (await this.fill()) $("forms").showModal();
  }

  // Reads the rows from the file.
  async fill() {
    const records = await get(this.address("records")).then((it) => it.json(), () => null);
    if (!records) return false;
    const [people, imprint] = [records.slice(0, -1), records.at(-1)];
    const head = element("tr");
    head.append(...["Id", ...(people[0]?.fields ?? []).map((it) => LABELS[it.key])].map((name) => element("th", name, { scope: "col" })));
    $("people-form").replaceChildren(element("caption", "Register of people"), ...(people.length ? [head] : []), ...people.map((it) => this.person(it)));
    $("imprint-form").replaceChildren(element("caption", "Imprint"), ...imprint.fields.map((field) => {
      const row = element("tr");
      row.append(element("th", LABELS[field.key], { scope: "row" }), this.cell(imprint.path, field, "the imprint"));
      return row;
    }));
    return true;
  }

  person({ path, fields }) {
    const row = element("tr");
    const id = path.at(-1);
    row.append(element("th", id, { scope: "row" }), ...fields.map((field) => this.cell(path, field, fields[0].value || id)));
    return row;
  }

  cell(path, field, of) {
    const cell = element("td");
    const input = element("input", "", { value: field.value, readOnly: !field.editable });
    input.setAttribute("aria-label", `${LABELS[field.key]} of ${of}`);
    if (!field.editable) input.title = "A list or a text with markup. Change it on the page or in the source.";
    input.addEventListener("change", async () => {
      const answer = await this.send("field", { path: [...path, field.key], value: input.value.trim() });
      if (answer.error) input.value = field.value;
      else field.value = input.value.trim();
    });
    cell.append(input);
    return cell;
  }

  async add() {
    const [id, name] = [$("new-id").value.trim(), $("new-name").value.trim()];
    if (!id || !name) { $("form-said").textContent = "A person needs an id and a name."; return; }
    if ([...$("people-form").querySelectorAll("th[scope=row]")].some((it) => it.textContent === id)) { $("form-said").textContent = `The id ${id} is taken.`; return; }
    const answer = await this.send("field", { path: ["people", id, "name"], value: name });
    if (answer.error) return;
    $("new-id").value = $("new-name").value = "";
    await this.fill();
    $("new-id").focus();
  }

  async send(action, asked) {
    const answer = await this.change(this.address(action), asked);
    $("form-said").textContent = answer.error ? [answer.error, answer.hint].filter(Boolean).join(". ") : action === "undo" ? "Undone." : "Written.";
    if (!answer.error) $("forms-undo").disabled = false;
    return answer;
  }
}
