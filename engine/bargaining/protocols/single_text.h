#pragma once

#include <cstdint>
#include <span>

#include "engine/bargaining/protocols/floor.h"

namespace dragoman {

/// How parties answer the mediator's drafts.
enum class Votes : unsigned char {
  kConfidential,  ///< Yes or no and, to the mediator alone, what the text is worth on a scale of
                  ///< their own. Nobody else hears anything.
  kOpen,          ///< Yes or no, before all.
};
inline constexpr std::array<std::string_view, 2> kVotesNames = {"confidential", "open"};

/// Which options the mediator may write.
enum class Vocabulary : unsigned char {
  kTabled,  ///< Those that a party has tabled, and the status quo.
  kAny,     ///< Any of the space.
};
inline constexpr std::array<std::string_view, 2> kVocabularyNames = {"tabled", "any"};

/// When a text that enough parties accept is agreed.
enum class Closing : unsigned char {
  kFirst,  ///< At once.
  kLast,   ///< At the last tick: until then the mediator looks for a better one.
};
inline constexpr std::array<std::string_view, 2> kClosingNames = {"first", "last"};

/// How the mediator works.
struct SingleTextOptions {
  Votes votes = Votes::kConfidential;
  Vocabulary vocabulary = Vocabulary::kTabled;
  Closing closing = Closing::kFirst;
  int drafts = 10;           ///< Per tick, >= 1.
  int changes = 1;           ///< Issues changed in one draft, at most.
  int pool = 16;             ///< Packages it remembers, 1 .. kMaxPool.
  double from_pool = 0.5;    ///< Probability that a draft takes over terms of a remembered package.
  double least = 0.5;        ///< Weight of the least satisfied party against the mean of all.
  double temperature = 0.2;  ///< At the start, in units of satisfaction (0 .. 1); 0: only uphill.
  double cooling = 1;        ///< Temperature falls as (1 - progress)^cooling.

  static constexpr int kMaxPool = 32;
  void Serialize(FieldVisitor* v);
};

/// A package and what the parties said of it.
struct ScoredPackage {
  Offer offer;
  std::uint32_t accepted = 0;   ///< Bits of those who said yes.
  std::uint32_t refused = 0;    ///< Bits of those to whom it is out of the question.
  double worth[kMaxParties]{};  ///< As confided.
};

/// What the mediator has been told so far: how each party's confided worths spread, and the pool of
/// the packages it thinks most of. No heap.
class MediatorsPool {
 public:
  /// All are borrowed.
  MediatorsPool(const SingleTextOptions& options, const AssentRule& assent, int num_parties);

  /// Takes note of what the parties said of a package, so that its scale is known.
  void Note(const ScoredPackage& package);
  /// Keeps it if there is room or it is better than the worst one kept: any that enough parties
  /// accept is better than any that they do not.
  void Keep(const ScoredPackage& package);

  /// How satisfied a party is with a package, in [0, 1]: by open votes 1 for yes, 0 for no; in
  /// confidence, where its worth lies between the least and the largest it has confided, 0 for what
  /// is out of the question.
  double Satisfaction(const ScoredPackage& package, int party) const;
  /// least * (smallest satisfaction) + (1 - least) * (mean satisfaction).
  double Score(const ScoredPackage& package) const;
  /// The smallest satisfaction; `ties` gets the bits of the parties that have it.
  double LeastSatisfied(const ScoredPackage& package, std::uint32_t* ties) const;

  std::span<ScoredPackage> packages() { return std::span(packages_, size_); }
  bool Holds(const Offer& offer) const;
  /// The package that satisfies a party most; of equals the best score, then the first outcome.
  /// Null if the pool is empty.
  const ScoredPackage* BestFor(int party) const;
  /// The package with the best score of those that enough parties accept; of equals the first
  /// outcome. Null if there is none.
  const ScoredPackage* BestAccepted() const;

 private:
  double Rank(const ScoredPackage& package) const;

  const SingleTextOptions& options_;
  const AssentRule& assent_;
  int num_parties_;
  double low_[kMaxParties];
  double high_[kMaxParties];
  std::size_t size_ = 0;
  ScoredPackage packages_[SingleTextOptions::kMaxPool];
};

}  // namespace dragoman
