#include "engine/core/condition.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/sort.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::string_view kAtomForms =
    "ISSUE >= OPTION, ISSUE <= OPTION, ISSUE == OPTION, ISSUE != OPTION or ISSUE signed";
constexpr int kPossibleWithBudget = 20000;  // choices looked at

std::string Quoted(std::string_view what, std::string_view name) {
  std::string text(what);
  text += " '";
  text += name;
  text += "'";
  return text;
}

std::vector<std::string> IssueNames(std::span<const Issue> issues) {
  std::vector<std::string> names;
  for (const Issue& issue : issues) names.push_back(issue.id);
  return names;
}

std::vector<std::string> OptionNames(const Issue& issue) {
  std::vector<std::string> names;
  names.reserve(issue.options.size());
  for (const Option& option : issue.options) names.push_back(option.id);
  return names;
}

std::optional<IssueIndex> FindIssueNamed(std::string_view name, std::span<const Issue> issues) {
  for (std::size_t k = 0; k < issues.size(); ++k) {
    if (issues[k].id == name) return static_cast<IssueIndex>(k);
  }
  return std::nullopt;
}

/// Whether `position relation limit`; nothing when there is no such relation.
std::optional<bool> Compare(double position, std::string_view relation, double limit) {
  if (relation == ">=") return position >= limit;
  if (relation == "<=") return position <= limit;
  if (relation == "==") return position == limit;
  if (relation == "!=") return position != limit;
  return std::nullopt;
}

bool HasOperatorCharacter(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return c == '<' || c == '>' || c == '=' || c == '!'; });
}

}  // namespace

/// Appends the nodes and text of rules to a condition and collects what is wrong with them.
class Condition::Compiler {
 public:
  explicit Compiler(std::span<const Issue> issues) : issues_(issues) {}

  void Append(const Rule& rule, const std::string& path, int depth) {
    switch (rule.kind) {
      case Rule::Kind::kNone:
        Report(path, "empty condition", kAtomForms);
        return;
      case Rule::Kind::kText:
        AppendAtom(rule.text, path);
        return;
      case Rule::Kind::kAll:
        AppendList(Kind::kAll, rule, path + ".all", depth);
        return;
      case Rule::Kind::kAny:
        AppendList(Kind::kAny, rule, path + ".any", depth);
        return;
    }
  }

  Checked<Condition> Finish(const std::string& path) {
    if (condition_.nodes_.size() > kMaxNodes)
      Report(path, "condition too long", "at most 1000 parts");
    if (!problems_.empty()) return std::move(problems_);
    return std::move(condition_);
  }

 private:
  void AppendList(Kind kind, const Rule& rule, const std::string& path, int depth) {
    if (rule.parts.empty()) return Report(path, "empty list", "at least one condition");
    if (depth >= kMaxDepth)
      return Report(path, "conditions nested too deeply", "at most 16 levels");
    const std::size_t node = AddNode({.kind = kind});
    if (depth > 0) condition_.text_ += "(";
    for (std::size_t k = 0; k < rule.parts.size(); ++k) {
      if (k > 0) condition_.text_ += kind == Kind::kAll ? " and " : " or ";
      Append(rule.parts[k], Concat({path, "[", k, "]"}), depth + 1);
    }
    if (depth > 0) condition_.text_ += ")";
    condition_.nodes_[node].end = condition_.nodes_.size();
  }

  void AppendAtom(std::string_view text, const std::string& path) {
    const std::vector<std::string_view> words = SplitWords(text);
    if (words.empty()) return Report(path, "empty condition", kAtomForms);
    const std::optional<IssueIndex> issue = RequireIssue(words[0], path);
    if (!issue) return;
    const std::optional<OptionSet> options = OptionsOf(issues_[At(*issue)], words, text, path);
    if (!options) return;
    const std::size_t node = AddNode({.kind = Kind::kAtom, .issue = *issue, .options = *options});
    condition_.nodes_[node].end = node + 1;
    for (std::size_t k = 0; k < words.size(); ++k) {
      if (k > 0) condition_.text_ += " ";
      condition_.text_ += words[k];
    }
  }

  std::optional<IssueIndex> RequireIssue(std::string_view word, const std::string& path) {
    const std::optional<IssueIndex> issue = FindIssueNamed(word, issues_);
    if (!issue) {
      if (HasOperatorCharacter(word)) {
        Report(path, Quoted("unknown issue", word), "spaces around the operator, as in 'a >= b'");
      } else {
        Report(path, Quoted("unknown issue", word), ExpectedOneOf(word, IssueNames(issues_)));
      }
    } else if (issues_[At(*issue)].num_options() > std::size_t{kMaxOptionsPerSet}) {
      Report(path, Quoted("too many options for a condition on issue", word), "at most 64 options");
      return std::nullopt;
    } else if (At(*issue) >= kMaxIssues) {
      Report(path, Quoted("too many issues before", word), "at most 32 issues");
      return std::nullopt;
    }
    return issue;
  }

  /// The options that the words after the issue describe.
  std::optional<OptionSet> OptionsOf(const Issue& issue, const std::vector<std::string_view>& words,
                                     std::string_view text, const std::string& path) {
    if (words.size() == 2 && words[1] == "signed") {
      return AllOptions(issue) & ~OptionBit(issue.status_quo);
    }
    if (words.size() != 3) {
      Report(path, Quoted("cannot read condition", Trim(text)), kAtomForms);
      return std::nullopt;
    }
    if (!Compare(0, words[1], 0)) {
      Report(path, Quoted("unknown operator", words[1]), "one of: >=, <=, ==, !=");
      return std::nullopt;
    }
    const std::optional<OptionIndex> option = issue.FindOption(words[2]);
    if (!option) {
      std::string message = Quoted("unknown option", words[2]);
      message += Quoted(" of issue", issue.id);
      Report(path, message, ExpectedOneOf(words[2], OptionNames(issue)));
      return std::nullopt;
    }
    return Matching(issue, words[1], issue.position(*option));
  }

  static OptionSet AllOptions(const Issue& issue) {
    OptionSet options = 0;
    for (std::size_t k = 0; k < issue.num_options(); ++k) {
      options |= OptionBit(static_cast<OptionIndex>(k));
    }
    return options;
  }

  static OptionSet Matching(const Issue& issue, std::string_view relation, double limit) {
    OptionSet options = 0;
    for (std::size_t k = 0; k < issue.num_options(); ++k) {
      const auto option = static_cast<OptionIndex>(k);
      if (Compare(issue.position(option), relation, limit) == true) options |= OptionBit(option);
    }
    return options;
  }

  std::size_t AddNode(const Node& node) {
    condition_.nodes_.push_back(node);
    return condition_.nodes_.size() - 1;
  }

  void Report(const std::string& path, std::string_view message, std::string_view expected) {
    problems_.push_back({path, std::string(message), std::string(expected)});
  }

  std::span<const Issue> issues_;
  Condition condition_;
  Diagnostics problems_;
};

Checked<Condition> Condition::Compile(const Rule& rule, std::span<const Issue> issues,
                                      const std::string& path) {
  if (rule.kind == Rule::Kind::kNone) return Condition();
  Compiler compiler(issues);
  compiler.Append(rule, path, 0);
  return compiler.Finish(path);
}

bool Condition::HoldsAt(std::size_t node, const Outcome& outcome) const {
  const Node& top = nodes_[node];
  if (top.kind == Kind::kAtom) return Contains(top.options, outcome[top.issue]);
  const bool decisive = top.kind == Kind::kAny;  // one part that is this settles it
  for (std::size_t part = node + 1; part < top.end; part = nodes_[part].end) {
    if (HoldsAt(part, outcome) == decisive) return decisive;
  }
  return !decisive;
}

OptionSet Condition::PossibleWith(IssueIndex issue) const {
  DRAGOMAN_ASSERT(At(issue) < kMaxIssues);
  if (nodes_.empty()) return 0;
  OptionSet possible = 0;
  int budget = kPossibleWithBudget;
  for (int option = 0; option < kMaxOptionsPerSet; ++option) {
    Box box;
    box.fill(~OptionSet{0});
    box[At(issue)] = OptionBit(static_cast<OptionIndex>(option));
    if (CanHold({0}, {}, box, &budget)) possible |= OptionBit(static_cast<OptionIndex>(option));
  }
  return possible;
}

/// Whether all `open` nodes and all `choices` (nodes of kind kAny) can hold at once with options
/// out of `box`.
bool Condition::CanHold(std::vector<std::size_t> open, std::vector<std::size_t> choices, Box box,
                        int* budget) const {
  // What is certain first: it narrows the box before the first choice branches.
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    const Node& top = nodes_[node];
    if (top.kind == Kind::kAtom) {
      box[At(top.issue)] &= top.options;
      if (box[At(top.issue)] == 0) return false;
    } else if (top.kind == Kind::kAny) {
      choices.push_back(node);
    } else {
      for (std::size_t part = node + 1; part < top.end; part = nodes_[part].end) {
        open.push_back(part);
      }
    }
  }
  if (choices.empty() || --*budget < 0) return true;
  const std::size_t choice = choices.back();
  choices.pop_back();
  for (std::size_t part = choice + 1; part < nodes_[choice].end; part = nodes_[part].end) {
    if (CanHold({part}, choices, box, budget)) return true;
  }
  return false;
}

std::vector<IssueIndex> Condition::issues() const {
  std::vector<IssueIndex> mentioned;
  for (const Node& node : nodes_) {
    if (node.kind == Kind::kAtom) mentioned.push_back(node.issue);
  }
  SortItems(mentioned.begin(), mentioned.end());
  mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
  return mentioned;
}

}  // namespace dragoman
