#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

/// Which negotiations a tournament consists of, and in what order: domain by domain, on each every
/// line-up (the first seat changes slowest), each with all its repetitions.
class TournamentPlan {
 public:
  struct DomainSeats {
    std::string id;
    std::size_t seats = 2;
  };

  /// One negotiation.
  struct Negotiation {
    std::size_t domain = 0;
    std::size_t line_up = 0;          ///< Number on its domain, among all tuples.
    std::vector<std::size_t> seated;  ///< Strategy by seat.
    int repetition = 0;
  };

  TournamentPlan() = default;
  TournamentPlan(std::vector<DomainSeats> domains, std::vector<std::string> strategies,
                 int repetitions, bool self_play);

  const std::vector<DomainSeats>& domains() const { return domains_; }
  const std::vector<std::string>& strategies() const { return strategies_; }
  int repetitions() const { return repetitions_; }
  bool self_play() const { return self_play_; }
  /// The most seats any domain has.
  std::size_t most_seats() const { return most_seats_; }
  /// Saturates at 2^63.
  std::uint64_t size() const { return size_; }

  /// Line-ups that are played on a domain, by number.
  const std::vector<std::size_t>& line_ups(std::size_t domain) const {
    return played_[seats_class_[domain]];
  }
  /// Strategy by seat of a line-up with this many seats.
  std::vector<std::size_t> Seated(std::size_t line_up, std::size_t seats) const;
  /// All tuples, played or not: strategies to the power of seats.
  std::size_t NumTuples(std::size_t seats) const;

  /// @pre k < size() and the size is not saturated
  Negotiation At(std::uint64_t k) const;

  /// Names the random numbers of a negotiation by domain, strategies and repetition, so that
  /// another strategy more or less changes no other result.
  std::uint64_t RunOf(const Negotiation& negotiation) const;

 private:
  std::vector<DomainSeats> domains_;
  std::vector<std::string> strategies_;
  int repetitions_ = 1;
  bool self_play_ = true;
  std::size_t most_seats_ = 0;
  std::uint64_t size_ = 0;
  std::vector<std::size_t> seats_class_;          ///< By domain: place in played_.
  std::vector<std::vector<std::size_t>> played_;  ///< By number of seats that occurs.
  std::vector<std::uint64_t> first_;              ///< By domain: its first negotiation.
};

}  // namespace dragoman
