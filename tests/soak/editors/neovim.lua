-- The session of tests/soak/neovim. Ends Neovim with status 1 if something is not as expected.

-- Starts the server: from 0.11 on with the settings of docs/editor.md.
local function client(buffer)
  if not vim.lsp.config then
    local id = vim.lsp.start_client({ name = 'plenary', cmd = { vim.env.PLENARY, 'lsp' }, root_dir = vim.fn.getcwd() })
    assert(id, 'the server cannot be started')
    vim.lsp.buf_attach_client(buffer, id)
    return id
  end
  assert(loadstring(vim.fn.system({ vim.env.SETTINGS, 'lua' })))()
  vim.bo[buffer].filetype = 'yaml'
  local function found() return vim.lsp.get_clients({ bufnr = buffer, name = 'plenary' })[1] end
  assert(vim.wait(20000, found, 50), 'the server is not started')
  return found().id
end

local function session()
  local buffer = vim.api.nvim_get_current_buf()
  local id = client(buffer)

  local function text()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  end
  -- The position of some words, in the form of the protocol.
  local function place(words)
    for line, content in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local column = content:find(words, 1, true)
      if column then return { line = line - 1, character = column - 1 } end
    end
    error(words .. ' is missing')
  end
  local function ask(method, parameters)
    parameters.textDocument = vim.lsp.util.make_text_document_params(buffer)
    local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/' .. method, parameters, 20000)
    assert(answer and answer[id] and not answer[id].err, method .. ' failed: ' .. vim.inspect(answer))
    return answer[id].result
  end
  local function apply(edit)
    vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  end
  local function action(words, title)
    local at = place(words)
    local found = ask('codeAction', { range = { start = at, ['end'] = at }, context = { diagnostics = {} } })
    for _, it in ipairs(found) do
      if it.title == title then return apply(it.edit) end
    end
    error(title .. ' is not offered: ' .. vim.inspect(found))
  end

  assert(vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 50), 'no diagnostics')
  local said = vim.diagnostic.get(buffer)[1].message
  assert(said:find('seperate', 1, true), said)

  local at = place('#port]')
  local items = ask('completion', { position = { line = at.line, character = at.character + 1 } })
  assert((items.items or items)[1].label == 'port', vim.inspect(items))
  local definition = ask('definition', { position = { line = at.line, character = at.character + 1 } })
  definition = definition[1] or definition
  assert(definition.range.start.line == place('id: port').line, vim.inspect(definition))

  apply(ask('rename', { position = { line = at.line, character = at.character + 1 }, newName = 'harbour' }))
  assert(text():find('id: harbour', 1, true) and text():find('[#harbour]', 1, true), text())
  action('seperate', 'Write “separate” instead of “seperate”')
  assert(text():find('It was separate from', 1, true), text())
  action('bullets', 'Turn this list into recommendations')
  assert(text():find('recommendations: {items: [One thing, Another]}', 1, true), text())
  assert(vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 50), vim.inspect(vim.diagnostic.get(buffer)))
end

local passed, failure = pcall(session)
io.stdout:write(passed and 'Neovim: passed\n' or ('Neovim: FAILED: ' .. tostring(failure) .. '\n'))
vim.cmd(passed and 'qall!' or 'cquit!')
