#pragma once

#include <cstdint>

#include "engine/bargaining/protocols/single_text.h"

namespace dragoman {

/// The pen of the single text's mediator: the wishes it has heard, the drafts it makes of the text,
/// and which draft takes the text's place (annealing). Every draw it makes is the next one of the
/// sitting's stream. No heap.
///
/// Source: Klein, Faratin, Sayama & Bar-Yam (2003).
class TextDrafter {
 public:
  /// All are borrowed.
  TextDrafter(const SingleTextOptions& options, const MediatorsPool& pool, const Floor& floor)
      : options_(options), pool_(pool), floor_(floor) {}

  /// `party` would like to see this in the text; replaces what it wished before.
  void Wish(int party, const Offer& offer) {
    wishes_[party] = offer;
    wished_ |= Bit(party);
  }
  /// What a party wished last; null: nothing yet.
  const Offer* WishOf(int party) const {
    return (wished_ & Bit(party)) != 0 ? &wishes_[party] : nullptr;
  }

  /// The first text: what stands, else one of the wishes, else any. False: nothing to go by.
  bool WriteFirst(Offer* text);
  /// Makes a draft of the text: 1 .. `changes` issues are taken over from a remembered package or
  /// drawn by lot. May leave it as it is.
  /// @param draft Holds the text's offer.
  void Change(const ScoredPackage& text, Offer* draft);
  /// True if a draft takes the text's place: if the score does not fall, else with probability
  /// exp(gain / T), T = temperature * (1 - progress)^cooling.
  /// @param gain     By how much its score is above the text's.
  /// @param progress Share of all drafts made, in [0, 1).
  bool Moves(double gain, double progress);

 private:
  static std::uint32_t Bit(int party) { return std::uint32_t{1} << party; }
  double Draw();
  int DrawOneOf(int count);
  /// One of the parties of `parties` (bits), each equally likely.
  int DrawnOf(std::uint32_t parties);
  bool TakeOver(const ScoredPackage& text, int changes, Offer* draft);
  void Mutate(Offer* draft);

  const SingleTextOptions& options_;
  const MediatorsPool& pool_;
  const Floor& floor_;
  std::uint32_t wished_ = 0;  ///< Bits of those whose wishes are known.
  Offer wishes_[kMaxParties];
  std::uint64_t draws_ = 0;
};

}  // namespace dragoman
