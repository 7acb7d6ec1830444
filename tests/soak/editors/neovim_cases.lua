-- The second session of tests/soak/neovim: every feature on every report whose path is on a line of $CASES. Ends Neovim
-- with status 1 if an answer is an error, or an edit leaves the report with more errors.
local published = {}
local counts = {}

local function count(feature, number) counts[feature] = (counts[feature] or 0) + (number or 1) end

local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
local function record(failure, result, context, settings)
  published[vim.uri_to_fname(result.uri)] = true
  return publish(failure, result, context, settings)
end

local client = vim.lsp.start_client({
  name = 'plenary',
  cmd = { vim.env.PLENARY, 'lsp' },
  root_dir = vim.fn.getcwd(),
  -- The session waits for the diagnostics of each edit.
  flags = { debounce_text_changes = 0 },
  handlers = { ['textDocument/publishDiagnostics'] = record },
})
assert(client, 'the server cannot be started')

local function try(file)
  vim.cmd('silent edit! ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  local name = vim.api.nvim_buf_get_name(buffer)
  local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end
  local function wait(what) assert(vim.wait(20000, function() return published[name] end, 5), what) end
  local function errors() return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) end
  local function ask(method, parameters)
    parameters.textDocument = vim.lsp.util.make_text_document_params(buffer)
    local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/' .. method, parameters, 20000)
    assert(answer and answer[client] and not answer[client].err, method .. ' failed: ' .. vim.inspect(answer))
    return answer[client].result
  end
  -- Applies an edit as Neovim does, and waits for the diagnostics of the text.
  local function apply(edit)
    published[name] = nil
    vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
    wait('no diagnostics after an edit')
  end
  -- Lets Neovim undo its edits.
  local function undo(before)
    published[name] = nil
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(before, '\n'))
    wait('no diagnostics after undoing')
    assert(text() == before)
  end

  published[name] = nil
  vim.lsp.buf_attach_client(buffer, client)
  wait('no diagnostics')
  local before, faulty = text(), errors()
  count('reports')
  count('diagnostics', #vim.diagnostic.get(buffer))
  count('symbols', #vim.lsp.util.symbols_to_items(ask('documentSymbol', {}) or {}, buffer))
  count('folds', #(ask('foldingRange', {}) or {}))
  local tokens = ask('semanticTokens/full', {})
  count('tokens', tokens and #(tokens.data or {}) / 5 or 0)
  local last = vim.api.nvim_buf_line_count(buffer)
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = last, character = 0 } }
  count('inlay hints', #(ask('inlayHint', { range = whole }) or {}))

  local tried = 0
  for line, content in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local start, _, id = content:find('%[[#^@]([%w-]+)%]')
    local key = content:find('[%w_]+: ')
    for _, column in ipairs({ start and start + 1 or false, key and key or false }) do
      if column and tried < 12 then
        tried = tried + 1
        local at = { line = line - 1, character = vim.str_utfindex and select(2, vim.str_utfindex(content, column)) or column }
        count('completions', #((ask('completion', { position = at }) or {}).items or {}))
        count('hovers', ask('hover', { position = at }) and 1 or 0)
        local found = ask('definition', { position = at })
        if found then count('definitions') end
        local places = ask('references', { position = at, context = { includeDeclaration = true } }) or {}
        count('references', #places)
        if found and id and faulty == 0 and column == start + 1 then
          apply(ask('rename', { position = at, newName = 'zz-new' }))
          assert(text() ~= before and errors() == 0, 'renaming ' .. id .. ' left errors')
          undo(before)
          count('ids renamed')
        end
      end
    end
  end
  for _, problem in ipairs({ unpack(vim.diagnostic.get(buffer), 1, 12) }) do
    local range = problem.user_data.lsp.range or {
      start = { line = problem.lnum, character = problem.col },
      ['end'] = { line = problem.end_lnum, character = problem.end_col },
    }
    for _, action in ipairs(ask('codeAction', { range = range, context = { diagnostics = {} } }) or {}) do
      if action.edit then
        apply(action.edit)
        assert(text() ~= before, action.title .. ' changed nothing')
        undo(before)
        count('code actions')
      end
    end
  end
  vim.cmd('silent bwipeout!')
end

local failures = {}
for file in vim.gsplit(vim.env.CASES, '\n') do
  local passed, failure = pcall(try, file)
  if not passed then table.insert(failures, file .. ': ' .. tostring(failure)) end
end
local said = {}
for feature, number in pairs(counts) do table.insert(said, number .. ' ' .. feature) end
table.sort(said)
io.stdout:write('Neovim, all reports: ', table.concat(said, ', '), '\n')
for _, failure in ipairs(failures) do io.stdout:write('Neovim: FAILED: ', failure, '\n') end
vim.cmd(#failures == 0 and 'qall!' or 'cquit!')
