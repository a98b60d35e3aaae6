#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/wire/document.h"

namespace dragoman {

/// `file:line:column: error: path: message; expected ...`, with the parts that are known. Control
/// characters are shown as \xNN. No line feed at the end.
std::string FormatProblem(const Problem& problem);

/// One line per problem, each with a line feed; after `limit` of them "... and 7 more problems".
std::string FormatProblems(const std::vector<Problem>& problems, std::size_t limit = 100);

/// Orders the problems in `file` by their place, then those of other (pseudo) files as they came;
/// drops repetitions.
void SortProblems(std::string_view file, std::vector<Problem>* problems);

}  // namespace dragoman
