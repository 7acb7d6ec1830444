// Starts the language server and previews of reports.
import { ChildProcess, spawn } from "node:child_process";
import { basename, dirname } from "node:path";
import { commands, env, ExtensionContext, TextEditor, Uri, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

// The command of the server that scrolls a preview. The language client registers it.
const SHOW = "plenary.showInPreview";
// The time after which the cursor counts as still, in milliseconds.
const PAUSE = 150;

let client: LanguageClient | undefined;
// The previews that were started here, by the path of their report.
const previews = new Map<string, ChildProcess>();

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("plenary.preview", preview),
    commands.registerCommand("plenary.showCursor", async () => {
      const editor = window.activeTextEditor;
      if (editor) await show(editor);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => { follow(textEditor); }),
  );
  const run = { command: program(), args: ["lsp", ...template()] };
  client = new LanguageClient("plenary", "plenary", run, { documentSelector: [{ language: "yaml", scheme: "file" }] });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const message = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`plenary cannot be started: ${message}. Install it, or set "plenary.path".`);
  }
}

export async function deactivate(): Promise<void> {
  for (const process of previews.values()) process.kill();
  await client?.stop();
}

function program(): string {
  return workspace.getConfiguration("plenary").get<string>("path", "plenary");
}

function template(): string[] {
  const name = workspace.getConfiguration("plenary").get<string>("template", "");
  return name ? ["--template", name] : [];
}

// Starts a preview of the report in the active editor, and opens it in the browser.
async function preview(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "yaml") return;
  await document.save();
  const file = document.uri.fsPath;
  previews.get(file)?.kill();
  const process = spawn(program(), ["preview", "--no-open", ...template(), basename(file)], { cwd: dirname(file), stdio: ["ignore", "ignore", "pipe"] });
  previews.set(file, process);
  try {
    await env.openExternal(Uri.parse(await address(process), true));
  } catch (error) {
    void window.showErrorMessage(`plenary preview: ${error instanceof Error ? error.message : String(error)}`);
  }
}

// The address that a preview prints when it has started.
function address(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    process.stderr?.on("data", (data: Buffer) => {
      said += data.toString();
      const found = /^Preview: (\S+)$/m.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    process.on("error", (error) => { reject(error); });
    process.on("exit", () => {
      for (const [file, own] of previews) if (own === process) previews.delete(file);
      reject(new Error(said.trim() || "it has ended"));
    });
  });
}

// Asks the server to show the place of the cursor. Lines and columns are counted from 1.
async function show({ document, selection }: TextEditor): Promise<void> {
  if (!client) return;
  const { line, character } = selection.active;
  const before = document.lineAt(line).text.slice(0, character);
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  await commands.executeCommand(SHOW, uri, line + 1, Array.from(before).length + 1);
}

let waiting: NodeJS.Timeout | undefined;

function follow(editor: TextEditor): void {
  clearTimeout(waiting);
  if (!previews.has(editor.document.uri.fsPath) || !workspace.getConfiguration("plenary").get<boolean>("followCursor", true)) return;
  waiting = setTimeout(() => {
    // A place on no page is not worth a message.
    show(editor).catch(() => undefined);
  }, PAUSE);
}
