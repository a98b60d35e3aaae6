#include "engine/analysis/theory/unanimity_bargaining.h"

#include <cstddef>
#include <utility>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

Diagnostics UnanimityProblems(std::size_t parties, std::span<const double> discounts) {
  Diagnostics problems;
  if (parties < 2) problems.push_back({"parties", "too few", "2 or more"});
  for (const double discount : discounts) {
    if (discount >= 0 && discount < 1) continue;
    problems.push_back({"discount", "number out of range", "0 or more, below 1"});
  }
  return problems;
}

// Solves a x = b by elimination with row exchanges; a is n x n, row by row.
std::vector<double> SolveSmallSystem(std::vector<double> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (portable::Abs(a[row * n + column]) > portable::Abs(a[pivot * n + column])) pivot = row;
    }
    std::swap(b[pivot], b[column]);
    for (std::size_t k = 0; k < n; ++k) std::swap(a[pivot * n + k], a[column * n + k]);
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a[row * n + column] / a[column * n + column];
      for (std::size_t k = column; k < n; ++k) a[row * n + k] -= factor * a[column * n + k];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) b[row] -= a[row * n + k] * b[k];
    b[row] /= a[row * n + row];
  }
  return b;
}

}  // namespace

Checked<std::vector<double>> UnanimityWithExit(int parties, double discount) {
  Diagnostics problems = UnanimityProblems(parties < 2 ? 0 : 2, {&discount, 1});
  if (!problems.empty()) return problems;
  const double proposer = 1 / (1 + (parties - 1) * discount);
  std::vector<double> shares(static_cast<std::size_t>(parties), discount * proposer);
  shares[0] = proposer;
  return shares;
}

// y_p is what seat p keeps when it proposes. The seat k places on waits k rounds for its y, so it
// accepts d^k y, and each proposer keeps the rest: y_p + sum_k d_{p+k}^k y_{p+k} = 1.
Checked<std::vector<double>> UnanimityRotating(std::span<const double> discounts, int opener) {
  const std::size_t n = discounts.size();
  Diagnostics problems = UnanimityProblems(n, discounts);
  if (opener < 0 || static_cast<std::size_t>(opener) >= n) {
    problems.push_back({"opener", "no such party", ""});
  }
  if (!problems.empty()) return problems;
  std::vector<double> waits(n * n);
  for (std::size_t p = 0; p < n; ++p) {
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t j = (p + k) % n;
      waits[p * n + j] = portable::Pow(discounts[j], static_cast<double>(k));
    }
  }
  const std::vector<double> kept = SolveSmallSystem(waits, std::vector<double>(n, 1.0));
  const auto first = static_cast<std::size_t>(opener);
  std::vector<double> shares(n);
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t j = (first + k) % n;
    shares[k] = waits[first * n + j] * kept[j];
  }
  return shares;
}

Checked<std::vector<double>> UnanimityRotatingFinite(std::span<const double> discounts, int opener,
                                                     int rounds) {
  const std::size_t n = discounts.size();
  Diagnostics problems = UnanimityProblems(n, discounts);
  if (opener < 0 || static_cast<std::size_t>(opener) >= n) {
    problems.push_back({"opener", "no such party", ""});
  }
  if (rounds < 1) problems.push_back({"rounds", "number out of range", "1 or more"});
  if (!problems.empty()) return problems;
  std::vector<double> shares(n, 0.0);  // After the last round nobody has anything.
  for (int round = rounds - 1; round >= 0; --round) {
    const auto proposer = (static_cast<std::size_t>(opener) + static_cast<std::size_t>(round)) % n;
    double paid = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j == proposer) continue;
      shares[j] *= discounts[j];
      paid += shares[j];
    }
    shares[proposer] = 1 - paid;
  }
  return shares;
}

Checked<std::vector<double>> UnanimityRandomProposer(int parties, double discount) {
  Diagnostics problems = UnanimityProblems(parties < 2 ? 0 : 2, {&discount, 1});
  if (!problems.empty()) return problems;
  std::vector<double> shares(static_cast<std::size_t>(parties), discount / parties);
  shares[0] = 1 - discount * (parties - 1) / parties;
  return shares;
}

}  // namespace dragoman
