#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// A document as read from YAML or JSON, before it is bound to a struct: a tree that remembers
/// where each value was written, whether it was quoted, and the order of its keys.

namespace dragoman {

/// Limits on what is read, so that hostile input costs bounded time and memory.
inline constexpr int kMaxDocumentDepth = 64;
inline constexpr std::size_t kMaxDocumentNodes = 250'000;
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{16} << 20;

/// A place in a source text. Lines and columns count from 1; 0 is "unknown". Columns count bytes.
struct Mark {
  int line = 0;
  int column = 0;
  int source = 0;  ///< Index into Document::sources.

  friend bool operator==(const Mark&, const Mark&) = default;
};

struct DocumentEntry;

/// One value: a scalar, a list or a map.
struct DocumentNode {
  enum class Kind : unsigned char {
    kNull,
    kBoolean,
    kNumber,
    kText,
    kList,
    kMap,
    kInvalid,  ///< Already reported while reading; nothing more is said about it.
  };

  Kind kind = Kind::kNull;
  bool boolean = false;
  bool quoted = false;  ///< A text written in quotes, or as a block scalar.
  double number = 0;    ///< Finite.
  std::string text;     ///< The text; for other scalars, what was written.
  Mark mark;
  std::vector<DocumentNode> list;
  std::vector<DocumentEntry> map;  ///< In the order written, keys distinct.
};

struct DocumentEntry {
  std::string key;
  Mark key_mark;
  DocumentNode value;
};

/// A tree and the names of the texts its marks point into.
struct Document {
  DocumentNode root;
  /// [0] is the file; the others are pseudo files such as "--set a.b=1".
  std::vector<std::string> sources;
};

/// The value under `key`, or null.
const DocumentNode* FindEntry(const DocumentNode& map, std::string_view key);

/// One step along a path such as `claims[3].option`.
struct PathStep {
  const DocumentNode* child = nullptr;   ///< Null: the path does not go on in the tree.
  const DocumentEntry* entry = nullptr;  ///< The entry, if the step went through a map.
  std::size_t length = 0;                ///< Characters of the path the step used up.
};

/// Steps from `node` along `path`. In a map the longest key that fits is taken, so keys with dots
/// work; an element of a list is named by `[index]`, `[id]`, or `.id`, where its `id` is the value
/// under that key. O(children).
PathStep StepInto(const DocumentNode& node, std::string_view path);

/// The value at `path`, or null.
const DocumentNode* FindNode(const DocumentNode& root, std::string_view path);

/// The mark of the value at `path`; of its deepest ancestor that exists, if it does not.
Mark FindMark(const DocumentNode& root, std::string_view path);

/// As FindMark, but the mark of the key where `path` ends in one.
Mark FindKeyMark(const DocumentNode& root, std::string_view path);

/// A Diagnostic with its place: what is printed as `file:line:column: error: path: message`.
struct Problem {
  std::string file;
  int line = 0;    ///< 0: unknown, or a pseudo file.
  int column = 0;  ///< 0: unknown.
  std::string path;
  std::string message;
  std::string expected;
  /// The value at `path` was taken all the same, so what refers to it can still be checked.
  bool value_taken = false;

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// Places what the model found wrong in the text it came from.
std::vector<Problem> Locate(const Document& document, const Diagnostics& diagnostics);

/// Gathers problems, at most kMaxProblems of them; the last then says that there are more.
class ProblemCollector {
 public:
  static constexpr std::size_t kMaxProblems = 500;

  /// `sources` is Document::sources and must outlive the collector.
  explicit ProblemCollector(const std::vector<std::string>* sources) : sources_(sources) {}

  /// A problem for which the value at `path` was not taken.
  void Add(const Mark& mark, std::string path, std::string message, std::string expected = {});
  /// A problem beside the value at `path`, such as an unknown key in it: the value was taken.
  void AddBeside(const Mark& mark, std::string path, std::string message,
                 std::string expected = {});

  /// Nothing more is taken: whoever reads may stop.
  bool full() const { return problems_.size() > kMaxProblems; }
  std::vector<Problem> Take() { return std::move(problems_); }

 private:
  const std::vector<std::string>* sources_;
  std::vector<Problem> problems_;
};

/// What a reader of YAML or JSON text returns.
struct ReadResult {
  Document document;
  std::vector<Problem> problems;
  /// The tree holds the whole text, so binding it says something even if there are problems.
  bool complete = false;
};

}  // namespace dragoman
