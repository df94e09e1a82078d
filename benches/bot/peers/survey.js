// What a bot beside ours is started with, the thirty questions, and one row an answer, on the disk
// when `keep` returns.
const Database = require('better-sqlite3')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { parseArgs } = require('node:util')

const text = { type: 'string' }
const { values } = parseArgs({ options: { port: text, api: text, data: text, survey: text } })

const database = new Database(join(values.data, 'rows.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`CREATE TABLE answers (
  id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, question INTEGER NOT NULL, value TEXT NOT NULL
)`)
const insert = database.prepare('INSERT INTO answers (chat, question, value) VALUES (?, ?, ?)')

module.exports = {
  api: values.api,
  port: Number(values.port),
  questions: JSON.parse(readFileSync(values.survey, 'utf8')),
  keep: (chat, question, value) => insert.run(chat, question, value), // question from 0
}
