#include <algorithm>
#include <limits>

#include "engine/bargaining/protocols/single_text.h"
#include "engine/core/portable_math.h"

namespace dragoman {

MediatorsPool::MediatorsPool(const SingleTextOptions& options, const AssentRule& assent,
                             int num_parties)
    : options_(options), assent_(assent), num_parties_(num_parties) {
  for (std::size_t p = 0; p < kMaxParties; ++p) {
    low_[p] = std::numeric_limits<double>::infinity();
    high_[p] = -low_[p];
  }
}

void MediatorsPool::Note(const ScoredPackage& package) {
  for (int party = 0; party < num_parties_; ++party) {
    const auto p = static_cast<std::size_t>(party);
    if (((package.refused >> p) & 1U) != 0 || !portable::IsFinite(package.worth[p])) continue;
    low_[p] = std::min(low_[p], package.worth[p]);
    high_[p] = std::max(high_[p], package.worth[p]);
  }
}

double MediatorsPool::Satisfaction(const ScoredPackage& package, int party) const {
  const auto p = static_cast<std::size_t>(party);
  const bool yes = ((package.accepted >> p) & 1U) != 0;
  if (options_.votes == Votes::kOpen) return yes ? 1 : 0;
  if (((package.refused >> p) & 1U) != 0 || !portable::IsFinite(package.worth[p])) return 0;
  const double spread = high_[p] - low_[p];
  return spread > 0 ? (package.worth[p] - low_[p]) / spread : 1;
}

double MediatorsPool::LeastSatisfied(const ScoredPackage& package, std::uint32_t* ties) const {
  double least = std::numeric_limits<double>::infinity();
  for (int party = 0; party < num_parties_; ++party) {
    const double mine = Satisfaction(package, party);
    if (mine < least) {
      least = mine;
      *ties = 0;
    }
    if (mine == least) *ties |= std::uint32_t{1} << party;
  }
  return least;
}

double MediatorsPool::Score(const ScoredPackage& package) const {
  double least = 1;
  double sum = 0;
  for (int party = 0; party < num_parties_; ++party) {
    const double mine = Satisfaction(package, party);
    least = std::min(least, mine);
    sum += mine;
  }
  return options_.least * least + (1 - options_.least) * sum / num_parties_;
}

// Scores lie in [0, 1].
double MediatorsPool::Rank(const ScoredPackage& package) const {
  return Score(package) + (assent_.MetBy(package.accepted) ? 1 : 0);
}

bool MediatorsPool::Holds(const Offer& offer) const {
  for (std::size_t k = 0; k < size_; ++k) {
    if (packages_[k].offer == offer) return true;
  }
  return false;
}

void MediatorsPool::Keep(const ScoredPackage& package) {
  for (std::size_t k = 0; k < size_; ++k) {
    if (packages_[k].offer != package.offer) continue;
    packages_[k] = package;
    return;
  }
  if (size_ < static_cast<std::size_t>(options_.pool)) {
    packages_[size_++] = package;
    return;
  }
  std::size_t worst = size_;
  double worst_rank = Rank(package);
  for (std::size_t k = 0; k < size_; ++k) {
    const double rank = Rank(packages_[k]);
    if (rank >= worst_rank) continue;
    worst = k;
    worst_rank = rank;
  }
  if (worst < size_) packages_[worst] = package;
}

const ScoredPackage* MediatorsPool::BestFor(int party) const {
  const ScoredPackage* best = nullptr;
  double most = 0;
  double score = 0;
  for (std::size_t k = 0; k < size_; ++k) {
    const ScoredPackage& package = packages_[k];
    const double mine = Satisfaction(package, party);
    const double whole = Score(package);
    const bool better = best == nullptr || mine > most || (mine == most && whole > score) ||
                        (mine == most && whole == score && package.offer < best->offer);
    if (!better) continue;
    best = &package;
    most = mine;
    score = whole;
  }
  return best;
}

const ScoredPackage* MediatorsPool::BestAccepted() const {
  const ScoredPackage* best = nullptr;
  double score = 0;
  for (std::size_t k = 0; k < size_; ++k) {
    const ScoredPackage& package = packages_[k];
    if (!assent_.MetBy(package.accepted)) continue;
    const double whole = Score(package);
    if (best != nullptr && whole < score) continue;
    if (best != nullptr && whole == score && !(package.offer < best->offer)) continue;
    best = &package;
    score = whole;
  }
  return best;
}

}  // namespace dragoman
