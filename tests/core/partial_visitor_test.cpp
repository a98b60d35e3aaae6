#include "engine/core/partial_visitor.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

struct Inner {
  double depth = 1;
  void Serialize(FieldVisitor* v) { v->Visit({.name = "depth"}, &depth); }
};

struct Mixed {
  double share = 0.5;
  int count = 3;
  bool open = false;
  std::string name = "water";
  Inner inner;
  std::vector<Inner> list{2};

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "share"}, &share);
    v->Visit({.name = "count"}, &count);
    v->Visit({.name = "open"}, &open);
    v->Visit({.name = "name"}, &name);
    v->Visit({.name = "inner"}, &inner);
    v->Visit({.name = "list"}, &list);
  }
};

class Doubler : public PartialVisitor {
 public:
  void VisitNumber(const Field&, double* value) override { *value *= 2; }
};

/// The same, and it lists what it does not double.
class TellingDoubler final : public Doubler {
 public:
  std::string passed;

 private:
  void Others(const Field& field) override { passed += std::string(field.name) + " "; }
};

TEST(PartialVisitorTest, LooksAtTheKindsItOverridesAndLeavesTheRestAsItIs) {
  Mixed mixed;
  Doubler doubler;
  mixed.Serialize(&doubler);
  EXPECT_EQ(mixed.share, 1);
  EXPECT_EQ(mixed.count, 3);
  EXPECT_EQ(mixed.name, "water");
  EXPECT_EQ(mixed.inner.depth, 1);
}

TEST(PartialVisitorTest, AllOtherFieldsComeByInOrder) {
  Mixed mixed;
  TellingDoubler doubler;
  mixed.Serialize(&doubler);
  EXPECT_EQ(doubler.passed, "count open name inner list ");
}

}  // namespace
}  // namespace dragoman
