#include "engine/io/error_text.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

void AppendCode(unsigned char byte, std::string* text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *text += "\\x";
  *text += kHex[byte >> 4];
  *text += kHex[byte & 15];
}

/// What a terminal may be shown: a file can hold anything in its keys.
std::string Printable(const std::string& text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0xFF;
    if (c == '\n') {
      shown += "\\n";
    } else if (c == 0xC2 && next < 0xA0) {  // U+0080..U+009F
      AppendCode(c, &shown);
      AppendCode(next, &shown);
      ++i;
    } else if (c < 0x20 || c == 0x7F) {
      AppendCode(c, &shown);
    } else {
      shown += text[i];
    }
  }
  return shown;
}

/// "; did you mean 'a'? expected one of: a, b" or "; expected a number".
std::string ExpectedPart(const std::string& expected) {
  if (expected.empty()) return {};
  const std::size_t question = expected.find("'? ");
  if (!expected.starts_with("did you mean '") || question == std::string::npos) {
    return "; expected " + expected;
  }
  return "; " + expected.substr(0, question + 3) + "expected " + expected.substr(question + 3);
}

}  // namespace

std::string FormatProblem(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) text += ":" + std::to_string(problem.line);
  if (problem.line > 0 && problem.column > 0) text += ":" + std::to_string(problem.column);
  if (!text.empty()) text += ": ";
  text += "error: ";
  if (!problem.path.empty()) text += problem.path + ": ";
  return Printable(text + problem.message + ExpectedPart(problem.expected));
}

std::string FormatProblems(const std::vector<Problem>& problems, std::size_t limit) {
  std::string text;
  for (std::size_t k = 0; k < std::min(limit, problems.size()); ++k) {
    text += FormatProblem(problems[k]) + "\n";
  }
  if (problems.size() > limit) {
    const std::size_t more = problems.size() - limit;
    text +=
        "... and " + std::to_string(more) + (more == 1 ? " more problem\n" : " more problems\n");
  }
  return text;
}

void SortProblems(std::string_view file, std::vector<Problem>* problems) {
  std::vector<std::tuple<int, int, int, std::size_t>> order;
  for (std::size_t k = 0; k < problems->size(); ++k) {
    const Problem& problem = (*problems)[k];
    if (problem.file == file) {
      order.emplace_back(0, problem.line, problem.column, k);
    } else {
      order.emplace_back(1, 0, 0, k);
    }
  }
  std::sort(order.begin(), order.end());
  std::vector<Problem> sorted;
  sorted.reserve(problems->size());
  for (const auto& place : order) {
    Problem& problem = (*problems)[std::get<3>(place)];
    if (sorted.empty() || !(sorted.back() == problem)) sorted.push_back(std::move(problem));
  }
  *problems = std::move(sorted);
}

}  // namespace dragoman
