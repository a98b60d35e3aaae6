#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/assert.h"

namespace dragoman {

/// One mistake in what the user wrote.
///
/// `path` names the place in the document ("claims[3].option", or "claims[A07].option"); the layer
/// that read the file turns it into file:line:column.
struct Diagnostic {
  std::string path;      ///< Where, as a dotted path; empty for the document as a whole.
  std::string message;   ///< What is wrong, e.g. "unknown option 'C9'".
  std::string expected;  ///< What would be right, e.g. "one of: C0, C1"; may be empty.

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// Checks that could go on for ever (one mistake per claim) stop after this many.
inline constexpr std::size_t kMaxDiagnostics = 500;

/// A value, or the list of what is wrong with the input it should have come from.
///
/// The model uses no exceptions: a function that can fail on user input returns Checked<T>.
template <class T>
class Checked {
 public:
  // Implicit on purpose: `return value;` and `return diagnostics;` both read naturally.
  Checked(T value) : value_(std::move(value)) {}
  Checked(Diagnostics problems) : problems_(std::move(problems)) {
    DRAGOMAN_ASSERT(!problems_.empty());
  }
  Checked(Diagnostic problem) { problems_.push_back(std::move(problem)); }

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  /// @pre ok()
  T& operator*() {
    DRAGOMAN_ASSERT(ok());
    return *value_;
  }
  const T& operator*() const {
    DRAGOMAN_ASSERT(ok());
    return *value_;
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }

  /// Empty when ok().
  const Diagnostics& problems() const { return problems_; }

 private:
  std::optional<T> value_;
  Diagnostics problems_;
};

}  // namespace dragoman
